package com.example.sample;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.TestRegistry;
import org.junit.jupiter.api.Test;

// tag::quickstart[]
@BuildImage(value = "images/web", entrypoint = "/app/serve", user = "1000", exposedPorts = "8080/tcp")
class QuickstartTest {

    @Test
    void deploys(PushedImage web, TestRegistry registry) {
        assertThat(web.reference()).startsWith(registry.hostAndPort() + "/web:");
        assertThat(web)
                .config(c -> c.hasEntrypoint("/app/serve").hasUser("1000").exposesOnlyPorts("8080/tcp"))
                .file("/app/serve")
                .hasMode(0755)
                .isOwnedBy(0, 0)
                .content()
                .contains("#!/bin/sh");
    }
}
// end::quickstart[]

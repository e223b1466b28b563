package com.example.sample;

import static dev.dockdash.assertj.BDDDockdashAssertions.then;
import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.assertj.DockdashAssertFactories;
import dev.dockdash.assertj.DockdashSoftAssertions;
import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.EphemeralRegistry;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.TestRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

@EphemeralRegistry
@BuildImage("images/web")
class RegistryAssertionsTest {

    @Test
    void registryOfTheTestHasTheImage(PushedImage web, TestRegistry registry) {
        assertThat(registry)
                .hasManifest("web", web.digest())
                .receivedUploadOf(web.image().layers().get(0).digest());
        then(registry).hasRepository("web");
        assertThat(List.of(registry)).first(DockdashAssertFactories.REGISTRY).hasRepository("web");
    }

    @Test
    void whatTheRegistryLacksIsCollected(TestRegistry registry) {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat(registry).hasTag("web", "none").hasRepository("other");

        assertThat(softly.assertionErrorsCollected()).hasSize(2);
        assertThatThrownBy(softly::assertAll)
                .hasMessageContaining("Expecting tag web:none to be in the registry, but it is not");
    }
}

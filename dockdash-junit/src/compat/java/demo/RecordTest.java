package demo;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.ImageRef;
import dev.dockdash.junit.PushedImage;
import org.junit.jupiter.api.Test;

record RecordTest(@BuildImage("images/web") PushedImage web) {

    @Test
    void test(@ImageRef("web") PushedImage byName) {
        assertSame(web, byName);
    }
}

package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.DockdashExtension;
import dev.dockdash.junit.EphemeralRegistry;
import dev.dockdash.junit.ImageRef;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.RegistryRef;
import dev.dockdash.junit.TestRegistry;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every position, so that the built jar meets each callback of each JUnit. */
@BuildImage("images/web")
@EphemeralRegistry
class PositionsTest {

    @RegisterExtension
    static final DockdashExtension coded = DockdashExtension.builder()
            .image("tool", context -> context.image().label("a", "b").build())
            .build();

    static PushedImage seen;

    @BuildImage(name = "field", labels = "a=b")
    static String field;

    @BuildImage(name = "several", platforms = {"linux/amd64", "linux/arm64"})
    PushedImage several;

    PositionsTest(@ImageRef("web") PushedImage web) {
        assertSame(seen, web);
    }

    @BeforeAll
    static void beforeAll(@ImageRef("web") PushedImage web, @RegistryRef URI registry) {
        seen = web;
        assertEquals(web.registry().uri(), registry);
        assertTrue(field.contains("/field:"));
    }

    @RepeatedTest(3)
    void repeated(@ImageRef("several") PushedImage byName, TestRegistry registry) {
        assertSame(several, byName);
        assertEquals(2, byName.platforms().size());
        assertSame(registry, byName.registry());
    }

    @Test
    @BuildImage(name = "own")
    @EphemeralRegistry("own")
    void method(PushedImage own, TestRegistry registry) {
        assertSame(registry, own.registry());
        assertNotSame(registry, seen.registry());
    }

    @TestFactory
    Stream<DynamicTest> factory(@ImageRef("web") String web) {
        return Stream.of("a", "b").map(name -> DynamicTest.dynamicTest(name, () -> assertTrue(web.contains("/web:"))));
    }

    @Nested
    class Inside {

        @BuildImage(name = "deep")
        PushedImage deep;

        @Test
        void nested(PushedImage nearest, @ImageRef("web") PushedImage web) {
            assertSame(deep, nearest);
            assertSame(seen, web);
            assertTrue(coded.image("tool").reference().contains("/tool:"));
        }
    }
}

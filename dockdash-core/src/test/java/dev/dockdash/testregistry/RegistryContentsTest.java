package dev.dockdash.testregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RegistryContentsTest {

    private static final Digest OTHER = Digest.of(new byte[] {1});

    private final Image image;

    RegistryContentsTest() throws IOException {
        image = Image.scratch().user("1000").build();
    }

    @Test
    void tellsWhatIsThereWithoutARequest() throws IOException {
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.builder().basicAuth("me", "secret").start()) {
            registry.preload("web:2", image);
            registry.preload("web:1", image);
            registry.fail(Fault.status(503).always());
            RegistryContents contents = registry.contents();

            assertThat(contents.tags("web")).containsExactly("1", "2");
            assertThat(contents.manifest("web", "1")).contains(image.digest());
            assertThat(contents.manifest("web", image.digest().toString())).contains(image.digest());
            assertThat(contents.hasBlob("web", image.config().digest())).isTrue();
            assertThat(registry.requests()).isEmpty();
        }
    }

    @Test
    void tellsWhatIsNot() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.preload("web:1", image);
            RegistryContents contents = registry.contents();

            assertThat(contents.tags("other")).isEmpty();
            assertThat(contents.manifest("web", "2")).isEmpty();
            assertThat(contents.manifest("web", OTHER.toString())).isEmpty();
            assertThat(contents.manifest("other", "1")).isEmpty();
            assertThat(contents.hasBlob("web", OTHER)).isFalse();
            assertThat(contents.referrers("web", image.digest())).isEmpty();
        }
    }

    @Test
    void refusesWhatNamesNothing() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            assertThatThrownBy(() -> registry.contents().tags("Web"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Invalid repository name \"Web\"");
            assertThatThrownBy(() -> registry.contents().manifest("web", "sha256:1"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aClosedRegistryIsNotAsked() throws IOException {
        EmbeddedRegistry registry = EmbeddedRegistry.start();
        registry.close();
        assertThatThrownBy(registry::contents)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The registry " + registry.hostAndPort()
                        + " is closed and holds nothing: ask before it is closed");
    }
}

package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.ImageContext;
import dev.dockdash.junit.ImageFactory;
import dev.dockdash.junit.ImageLayer;
import dev.dockdash.junit.ImageRef;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestReporter;

/** A test class as a user has it, which {@link ForkedTestsTest} runs in several JVMs. */
@BuildImage(name = "small", layers = @ImageLayer(text = "hello", to = "/hello"))
@BuildImage(name = "large", factory = SharedImagesCase.Large.class)
class SharedImagesCase {

    static final int TESTS = 5;
    private static final int SIZE = 8 << 20;

    /** An image that takes long enough to build for all to build it at once. */
    static final class Large implements ImageFactory {

        @Override
        public Image create(ImageContext context) throws IOException {
            byte[] bytes = new byte[SIZE];
            new Random(1).nextBytes(bytes);
            return context.image()
                    .layer(context.layer().data("/large", bytes).build())
                    .build();
        }
    }

    @RepeatedTest(TESTS)
    void isThere(@ImageRef("small") PushedImage small, @ImageRef("large") PushedImage large, TestReporter reporter)
            throws Exception {
        assertIsInRegistry(small);
        assertIsInRegistry(large);
        assertThat(small.image().filesystem().readAllBytes("/hello")).asString().isEqualTo("hello");
        assertThat(large.image().filesystem().readAllBytes("/large")).hasSize(SIZE);
        reporter.publishEntry("small", small.digestReference());
        reporter.publishEntry("large", large.digestReference());
    }

    private static void assertIsInRegistry(PushedImage image) throws Exception {
        PlainClient client = new PlainClient(image.registry().uri().toString(), Optional.empty(), Optional.empty());
        String repository = ImageReference.parse(image.reference()).repository();
        assertThat(client.manifest(repository, image.digest().toString())).isEqualTo(image.digest());
    }
}

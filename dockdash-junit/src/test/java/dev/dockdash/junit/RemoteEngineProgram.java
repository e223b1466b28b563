package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.Compression;
import java.io.IOException;
import org.testcontainers.images.RemoteDockerImage;

/** What users do with an engine, in a JVM whose {@code DOCKER_HOST} names one; prints what came of it. */
final class RemoteEngineProgram {

    private RemoteEngineProgram() {}

    /** Takes the image of a registry, which the engine has. */
    public static void main(String[] arguments) throws Exception {
        System.out.println("daemon=" + daemon(arguments[0]));
        System.out.println("registry=" + registry(arguments[0]));
        System.out.println("pulled=" + pulled());
    }

    /** Returns what the engine's own image is found to have. */
    private static String daemon(String name) throws IOException {
        Image image = ImageSource.daemon(name).load();
        return ImageValidator.validate(image) + " " + image.config().entrypoint();
    }

    private static Image image() throws IOException {
        return Image.scratch()
                .layer(Dockdash.create()
                        .layer()
                        .compression(Compression.GZIP)
                        .data("/a", "remote")
                        .build())
                .build();
    }

    /** Returns where a registry in a container of the engine was, and whether it kept an image. */
    private static String registry(String name) throws IOException {
        Image image = image();
        try (TestRegistry registry = TestRegistry.container(name).start()) {
            PushedImage pushed = registry.push(image, "app:1");
            return registry.hostAndPort() + " " + Pulling.pull(pushed).equals(image);
        }
    }

    /** Returns the name of an image that the engine, which is on this machine, pulled from a registry in this JVM. */
    private static String pulled() throws IOException {
        try (TestRegistry registry = TestRegistry.embedded().start()) {
            PushedImage pushed = registry.push(image(), "remote:1");
            return new RemoteDockerImage(TestcontainersImages.of(pushed)).get();
        } catch (Exception e) {
            throw new IOException("The engine did not pull", e);
        }
    }
}

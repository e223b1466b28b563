package dev.dockdash.assertj;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The image that the tests ask: a small base and an application on top of it.
 *
 * @param reference where it is said to be
 * @param image the image
 */
record WebImage(String reference, Image image) implements ImageHandle {

    static final String SCRIPT = "#!/bin/sh\necho hi\n";

    private static final EntryAttributes EXECUTABLE = EntryAttributes.DEFAULT.mode(0755);

    static WebImage in(Path cacheFolder) throws IOException {
        BlobCache cache = BlobCache.at(cacheFolder);
        Image image = Image.scratch()
                .layer(base(cache))
                .layer(app(cache))
                .entrypoint("/app/serve")
                .cmd("--port", "8080")
                .env("PATH", "/usr/bin")
                .env("LANG", "C.UTF-8")
                .env("API_TOKEN", "s3cr3t")
                .label("org.opencontainers.image.title", "web")
                .user("1000")
                .workingDir("/app")
                .exposedPort("8080")
                .exposedPort("9090/udp")
                .volume("/data")
                .annotation("team", "blue")
                .build();
        return new WebImage("localhost:41233/web:1", image);
    }

    static Layer base(BlobCache cache) throws IOException {
        return Layer.builder(cache)
                .data("/etc/passwd", "root:x:0:0\n")
                .emptyDirectory("/tmp", EntryAttributes.DEFAULT.mode(01777))
                .symbolicLink("/bin", "usr/bin")
                .symbolicLink("/usr/bin/lost", "nowhere")
                .symbolicLink("/usr/bin/ash", "sh")
                .data("/usr/bin/sh", "sh".getBytes(StandardCharsets.UTF_8), EXECUTABLE)
                .compression(Compression.GZIP)
                .build();
    }

    static Layer app(BlobCache cache) throws IOException {
        return Layer.builder(cache)
                .data("/app/serve", SCRIPT.getBytes(StandardCharsets.UTF_8), EXECUTABLE)
                .data(
                        "/app/lib/app.jar",
                        new byte[] {1, 2, 3},
                        EntryAttributes.DEFAULT.mode(0640).owner(1000, 1001))
                .build();
    }

    /** Returns an image without any setting. */
    static Image bare() throws IOException {
        return Image.scratch().build();
    }

    @Override
    public Digest digest() {
        return image.digest();
    }

    /** Returns the first line of each message about the image by its reference. */
    String header() {
        return "[" + reference + " · linux/amd64 · " + shortForm(image.digest()) + "]\n";
    }

    /** Returns the same with a part of the image. */
    String header(String part) {
        return header().replace("]\n", " · " + part + "]\n");
    }

    static String shortForm(Digest digest) {
        return "sha256:" + digest.shortHex();
    }
}

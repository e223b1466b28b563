package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The images that are pushed, pulled and copied while something fails; their layers are in memory and all of one size. */
final class FaultImages {

    static final Platform ARM64 = Platform.of("linux", "arm64");

    /** What the tag {@code app:1} leads to before anything happens. */
    static final Image OLD = image(Platform.LINUX_AMD64, "old-1", "old-2", "old-3");

    /** What is pushed. */
    static final Image NEW = image(Platform.LINUX_AMD64, "new-1", "new-2", "new-3");

    /** What is pushed while it is built: the config comes when its only layer is there. */
    static final Image STREAMED = image(Platform.LINUX_AMD64, "streamed");

    /** What {@code base:1} leads to. */
    static final Image BASE = image(Platform.LINUX_AMD64, "base-1", "base-2");

    static final MultiPlatformImage INDEX = MultiPlatformImage.of(NEW, image(ARM64, "new-1", "arm-1"));

    private static final int CONTENT_SIZE = 30_000;

    private FaultImages() {}

    /** Returns an image that has one more layer. */
    static Image derived(Image base) {
        return built(Image.from(base).layer(layer("new-1")));
    }

    static Layer layer(String name) {
        byte[] tar = tar(name);
        Blob blob = Blob.of(tar);
        MediaType type = MediaType.parse("application/vnd.oci.image.layer.v1.tar");
        return Layer.of(Descriptor.of(type, blob.digest(), blob.size()), blob.digest(), blob);
    }

    static Image image(Platform platform, String... layers) {
        ImageBuilder builder = Image.scratch().platform(platform);
        for (String name : layers) {
            builder.layer(layer(name));
        }
        return built(builder);
    }

    private static Image built(ImageBuilder builder) {
        try {
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] tar(String name) {
        byte[] content = new byte[CONTENT_SIZE];
        new Random(name.hashCode()).nextBytes(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(content.length);
            entry.setModTime(0);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

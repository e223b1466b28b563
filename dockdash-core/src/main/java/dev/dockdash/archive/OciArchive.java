package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.ImageIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes images as OCI archives: an OCI layout in a tar, which {@code skopeo}, {@code podman load} and Docker with the
 * containerd image store read; {@link DockerArchive} is for every Docker.
 *
 * <p>Manifests, configs and layers go in byte by byte, so that the image keeps its digest. Missing folders of the file are
 * made. The file is replaced at the end, in one step; after an exception it is what it was.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">image-spec, layout</a>
 */
public final class OciArchive {

    private OciArchive() {}

    /**
     * Writes an image without a name.
     *
     * @throws IOException if a layer cannot be read or is not what its digest says, or the file cannot be written
     */
    public static void write(Image image, Path file) throws IOException {
        write(ImageContent.of(image), file);
    }

    /**
     * Writes an image under a name.
     *
     * @param tag the name, a tag such as {@code 1.0} or a whole reference
     * @throws IOException if a layer cannot be read or is not what its digest says, or the file cannot be written
     * @throws IllegalArgumentException if it is no name
     */
    public static void write(Image image, Path file, String tag) throws IOException {
        write(ImageContent.of(image), file, tag);
    }

    /**
     * Writes images for several platforms without a name.
     *
     * @throws IOException if a layer cannot be read or is not what its digest says, or the file cannot be written
     */
    public static void write(MultiPlatformImage image, Path file) throws IOException {
        write(ImageContent.of(image), file);
    }

    /**
     * Writes images for several platforms under a name.
     *
     * @param tag the name, a tag such as {@code 1.0} or a whole reference
     * @throws IOException if a layer cannot be read or is not what its digest says, or the file cannot be written
     * @throws IllegalArgumentException if it is no name
     */
    public static void write(MultiPlatformImage image, Path file, String tag) throws IOException {
        write(ImageContent.of(image), file, tag);
    }

    private static void write(ImageContent content, Path file) throws IOException {
        write(content, file, ImageIndex.of(List.of(content.root()), Map.of()));
    }

    private static void write(ImageContent content, Path file, String tag) throws IOException {
        write(content, file, new RefName(tag).of(content.root()));
    }

    private static void write(ImageContent content, Path file, ImageIndex index) throws IOException {
        WholeFile.write(file, out -> write(content, index, out));
    }

    /** What tells of the rest goes first, so that who reads the tar as a stream knows what is coming. */
    private static void write(ImageContent content, ImageIndex index, OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out);
        tar.text(LayoutFiles.MARKER, LayoutFiles.MARKER_CONTENT);
        tar.text(LayoutFiles.INDEX, new String(index.toBytes(), StandardCharsets.UTF_8));
        for (Blob blob : content.blobs()) {
            tar.blob(LayoutFiles.blob(blob.digest()), blob);
        }
        tar.finish();
    }
}

package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes images into OCI layouts, directories of blobs with an index that names images by their tags.
 *
 * <p>Manifests, configs and layers go in byte by byte, so that an image keeps its digest. A blob that is there already is
 * verified and kept, a damaged one replaced. The index is replaced last, in one step: readers see the image whole or not
 * yet. After an exception the index is what it was, and blobs that were complete may remain. Any number of threads and
 * processes may write into one layout.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">image-spec, layout</a>
 */
public final class OciLayout {

    private OciLayout() {}

    /**
     * Writes an image under a tag, in place of what has the tag; everything else in the layout stays.
     *
     * @param directory the layout, which is made if it does not exist
     * @param tag the name, a tag such as {@code 1.0} or a whole reference
     * @throws IOException if a layer cannot be read or is not what its digest says, the directory holds a layout of
     *     another version or a broken index, or cannot be written
     * @throws IllegalArgumentException if the tag is no name
     */
    public static void write(Image image, Path directory, String tag) throws IOException {
        write(ImageContent.of(image), directory, tag);
    }

    /**
     * Writes images for several platforms under a tag, in place of what has the tag; everything else in the layout stays.
     *
     * @param directory the layout, which is made if it does not exist
     * @param tag the name, a tag such as {@code 1.0} or a whole reference
     * @throws IOException if a layer cannot be read or is not what its digest says, the directory holds a layout of
     *     another version or a broken index, or cannot be written
     * @throws IllegalArgumentException if the tag is no name
     */
    public static void write(MultiPlatformImage image, Path directory, String tag) throws IOException {
        write(ImageContent.of(image), directory, tag);
    }

    private static void write(ImageContent content, Path directory, String tag) throws IOException {
        RefName name = new RefName(tag);
        LayoutIndex index = new LayoutIndex(directory);
        index.requireUsable();
        for (Blob blob : content.blobs()) {
            Path file = directory.resolve(LayoutFiles.blob(blob.digest()));
            if (!holds(file, blob)) {
                write(blob, file);
            }
        }
        index.tag(name, content.root());
    }

    private static boolean holds(Path file, Blob blob) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != blob.size()) {
            return false;
        }
        try (InputStream in = Blob.file(file, blob.digest(), blob.size()).open()) {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (BlobMismatchException e) {
            return false;
        }
    }

    private static void write(Blob blob, Path file) throws IOException {
        try (InputStream in = blob.open()) {
            WholeFile.write(file, in::transferTo);
        }
    }
}

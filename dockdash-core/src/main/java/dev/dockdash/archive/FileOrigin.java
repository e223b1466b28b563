package dev.dockdash.archive;

import dev.dockdash.image.Image;
import dev.dockdash.internal.compression.Decompression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file or directory, whose kind is found out by what is in it.
 *
 * @param path where it is
 */
record FileOrigin(Path path) implements Origin {

    static final String EXPECTED =
            "expected an OCI layout, an OCI archive or what docker save writes, also" + " compressed with gzip or zstd";
    private static final String BEFORE_DOCKER_1_10 = "repositories";

    @Override
    public Image load(Reading reading) throws IOException {
        if (Files.isDirectory(path)) {
            return load(new LayoutDirectory(path), reading);
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file; " + EXPECTED);
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException("Reading " + path + ": it is neither a file nor a directory; " + EXPECTED);
        }
        Path tar = tar(reading);
        return load(TarArchive.read(() -> Files.newByteChannel(tar), path.toString()), reading);
    }

    private Path tar(Reading reading) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), 512)) {
            if (Decompression.format(in) == Decompression.Format.NONE) {
                return path;
            }
        }
        return new Unpacking(reading.cache(), reading.limits()).unpack(path);
    }

    /** Reads an image from files whose kind is not known yet. */
    static Image load(ArchiveFiles files, Reading reading) throws IOException {
        boolean saved = files.find(DockerSaveReader.MANIFEST).isPresent();
        if (files.find(LayoutFiles.INDEX).isPresent()) {
            return saved ? loadBoth(files, reading) : new OciReader(files).load(reading);
        }
        if (saved) {
            return new DockerSaveReader(files).load(reading);
        }
        if (files.find(BEFORE_DOCKER_1_10).isPresent()) {
            throw new IOException("Reading " + files + ": it was written by a Docker before 1.10, whose images have no"
                    + " config; save it again with a current one");
        }
        throw new IOException(
                "Reading " + files + ": " + EXPECTED + ", but it has neither index.json nor manifest.json," + " only "
                        + ArchiveText.list(files.someNames()));
    }

    /** Some versions of Docker write an OCI layout that lacks what their own description has. */
    private static Image loadBoth(ArchiveFiles files, Reading reading) throws IOException {
        try {
            return new OciReader(files).load(reading);
        } catch (MissingFromArchiveException e) {
            try {
                return new DockerSaveReader(files).load(reading);
            } catch (IOException other) {
                e.addSuppressed(other);
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

package dev.dockdash.archive;

import dev.dockdash.internal.tar.RegionInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a directory: an OCI layout, or what an archive of {@code docker save} was unpacked into.
 *
 * <p>Blobs may be symbolic links to anywhere, as Bazel and Nix write them: they are verified before anything is made of
 * them. The other files say what they say unverified, and must lie in the directory.
 */
record LayoutDirectory(Path directory) implements ArchiveFiles {

    /** As it is written: whoever reads a file by such a name verifies it, and by no other. */
    private static final Pattern BLOB = Pattern.compile("blobs/sha256/[0-9a-f]{64}");

    private static final int SOME = 5;

    @Override
    public Optional<ArchiveFile> find(String name) throws IOException {
        Path file = resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!BLOB.matcher(name).matches() && !file.toRealPath().startsWith(directory.toRealPath())) {
            throw outside(name);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("Reading " + this + ": " + ArchiveText.of(name) + " is not a file");
        }
        return Optional.of(new Whole(file, Files.size(file)));
    }

    private Path resolve(String name) throws IOException {
        String path = ArchivePath.of(name).orElseThrow(() -> outside(name));
        try {
            return directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new IOException("Reading " + this + ": " + ArchiveText.of(name) + " is not the name of a file", e);
        }
    }

    private IOException outside(String name) {
        return new IOException("Reading " + this + ": " + ArchiveText.of(name) + " leads out of the directory");
    }

    /** A file of its own. */
    private record Whole(Path file, long size) implements ArchiveFile {
        @Override
        public InputStream open() throws IOException {
            SeekableByteChannel channel = Files.newByteChannel(file);
            try {
                return new RegionInputStream(channel, 0, size, file.toString());
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    @Override
    public List<String> someNames() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.limit(SOME)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public String toString() {
        return "the directory " + directory;
    }
}

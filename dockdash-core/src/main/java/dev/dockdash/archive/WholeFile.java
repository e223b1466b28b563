package dev.dockdash.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file on its way to its place: nobody sees it before {@link #commit}, and closing it before that leaves the place as it
 * was. Not thread-safe.
 */
final class WholeFile implements AutoCloseable {

    private final Path target;
    private final Path temporary;
    private final OutputStream out;
    private boolean committed;

    private WholeFile(Path target, Path temporary, OutputStream out) {
        this.target = target;
        this.temporary = temporary;
        this.out = out;
    }

    /** Writes a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file whole, in place of what is there.
     *
     * @throws IOException if the content fails or the disk refuses it; what was there is still there then
     */
    static void write(Path target, Content content) throws IOException {
        try (WholeFile file = begin(target.toAbsolutePath())) {
            content.writeTo(file.out);
            file.commit();
        }
    }

    /** The temporary file is a neighbour, because only within one file system a move is atomic. */
    private static WholeFile begin(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "expected the name of a file but it is a directory");
        }
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new WholeFile(target, temporary, out);
    }

    private void commit() throws IOException {
        out.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            if (!committed) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}

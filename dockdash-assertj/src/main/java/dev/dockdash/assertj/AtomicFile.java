package dev.dockdash.assertj;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Text files that are there as a whole or not at all. */
final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Writes what stands in a file. */
    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a file beside its place and then moves it there; the folder is made if it is not there.
     *
     * @throws IOException if it cannot be written, or its content not be had; then what was there is still there
     */
    static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("Cannot write " + file + ": expected a file but it is the root of a disk");
        }
        Files.createDirectories(folder);
        Path temporary = folder.resolve(target.getFileName() + "-" + UUID.randomUUID() + ".tmp");
        try {
            try (Writer out = open(temporary)) {
                content.writeTo(out);
            }
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** What UTF-8 has no bytes for becomes a question mark. */
    private static Writer open(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), BUFFER);
    }
}

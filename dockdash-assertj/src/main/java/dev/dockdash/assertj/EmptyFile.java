package dev.dockdash.assertj;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that stands in for one that could not be reached, so that checks of it find something to read. */
final class EmptyFile {

    private EmptyFile() {}

    /** Returns a new empty file, which goes with the JVM. */
    static Path get() throws IOException {
        Path file = Files.createTempFile("dockdash-", ".empty");
        file.toFile().deleteOnExit();
        return file;
    }
}

package dev.dockdash.assertj;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes what a message shows only the start of into the build's folder, under a name that its content gives. */
final class FullList {

    private static final List<Path> BUILD_FOLDERS = List.of(Path.of("target"), Path.of("build"));

    private FullList() {}

    /**
     * Returns the file that has all lines; empty if there is no build folder here, or it cannot be written: the message
     * must not fail for that.
     */
    static Optional<Path> write(Collection<String> lines) {
        return folder().flatMap(folder -> write(lines, folder));
    }

    /** Returns the folder of this project in the build's folder; empty if there is no build folder here. */
    static Optional<Path> folder() {
        return BUILD_FOLDERS.stream().filter(Files::isDirectory).findFirst().map(folder -> folder.resolve("dockdash"));
    }

    static Optional<Path> write(Collection<String> lines, Path folder) {
        String content = String.join("\n", lines) + "\n";
        Digest digest = Digest.of(content.getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("list-" + digest.shortHex() + ".txt");
        try {
            AtomicFile.write(file, out -> out.write(content));
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

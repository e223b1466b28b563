package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.oci.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program that a container of an image starts.
 *
 * @param word the first word of the entry point or, without one, of the command
 * @param candidates the paths at which a runtime looks for it, in its order
 * @param program what is at the first of them that leads somewhere
 */
record StartCommand(String word, List<String> candidates, Optional<FileEntry> program) {

    private static final int LONGEST_INTERPRETER = 256;

    /** Finds the program; empty if the config has neither entry point nor command. */
    static Optional<StartCommand> of(ImageConfig config, ImageFilesystem filesystem) {
        return config.runtimeCommand().stream().findFirst().map(word -> {
            List<String> candidates = candidates(word, config);
            Optional<FileEntry> program = candidates.stream()
                    .map(filesystem::resolve)
                    .flatMap(Optional::stream)
                    .filter(FileEntry::isRegularFile)
                    .findFirst();
            return new StartCommand(word, candidates, program);
        });
    }

    /** A word with a slash is a path from the working directory, any other is looked for along PATH. */
    private static List<String> candidates(String word, ImageConfig config) {
        Stream<String> folders = word.startsWith("/")
                ? Stream.of("")
                : word.contains("/")
                        ? Stream.of(config.workingDir().orElse("/"))
                        : AbstractConfigVariablesAssert.directoriesOfPath(config).stream();
        return folders.map(folder -> CanonicalPath.ofEntry(folder + "/" + word))
                .distinct()
                .toList();
    }

    /**
     * Returns the program that a script names in its first line; empty if this is no script.
     *
     * @throws IOException if the layer cannot be read
     */
    Optional<String> interpreter(ImageFilesystem filesystem) throws IOException {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = filesystem.readAllBytes(program.get().path());
        String start =
                new String(content, 0, Math.min(content.length, LONGEST_INTERPRETER), StandardCharsets.ISO_8859_1);
        if (!start.startsWith("#!")) {
            return Optional.empty();
        }
        String line = start.lines().findFirst().orElse("").substring(2).strip();
        return Stream.of(line.split("\\s+", -1)).filter(name -> !name.isEmpty()).findFirst();
    }
}

package dev.dockdash.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where programs are looked for. */
final class SearchPath {

    private SearchPath() {}

    /** Tells whether a program is on the path of this process. */
    static boolean has(String program) {
        return find(program).isPresent();
    }

    /** Returns where a program is on the path of this process. */
    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** One walk that sees every file's attributes, which is the least that tells whether something changed. */
final class BareWalk implements Contender {

    static final String NAME = "bare walk";

    private final Path source;
    private List<Found> files = List.of();

    /**
     * What a walk finds.
     *
     * @param path the file
     * @param size its length in bytes
     */
    record Found(Path path, long size) {}

    BareWalk(Path source) {
        this.source = source;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(new Found(file, attributes.size()));
                return FileVisitResult.CONTINUE;
            }
        });
        files = found;
    }

    /** Returns the files that the last walk found. */
    List<Found> files() {
        return files;
    }
}

package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** A way to unpack an image, each time into a folder that is not there yet. */
final class Unpacker implements Contender {

    /** Unpacks into a folder. */
    @FunctionalInterface
    interface Step {

        /** Does it once; the folder is not there yet, its parent is empty. */
        void unpackInto(Path folder) throws IOException;
    }

    private final String name;
    private final Path parent;
    private final Step step;
    private Scratch scratch;

    Unpacker(String name, Path parent, Step step) throws IOException {
        this.name = name;
        this.parent = parent;
        this.step = step;
        this.scratch = Scratch.in(parent);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() throws IOException {
        step.unpackInto(scratch.path().resolve("unpacked"));
    }

    @Override
    public void reset() throws IOException {
        scratch.close();
        scratch = Scratch.in(parent);
    }
}

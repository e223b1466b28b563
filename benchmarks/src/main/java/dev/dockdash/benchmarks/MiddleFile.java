package dev.dockdash.benchmarks;

import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a small file from the middle of a layer that was read before. */
final class MiddleFile implements Contender {

    static final String NAME = "file in the middle";

    private final ImageFilesystem files;
    private final String path;

    MiddleFile(ReadyLayer ready, String path, Path cache) throws IOException {
        this.files = ready.files(cache);
        this.path = path;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        if (files.readAllBytes(path).length == 0) {
            throw new IOException("Reading " + path + ": expected bytes");
        }
    }
}

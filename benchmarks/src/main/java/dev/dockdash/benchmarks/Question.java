package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** A question about the mode of a file, asked by one who knows only what is in a cache. */
final class Question implements Contender {

    static final String FIRST = "first question";
    static final String SECOND = "second question";

    private final ReadyLayer ready;
    private final String path;
    private final Path parent;
    private final boolean first;
    private Scratch cache;

    /**
     * Prepares a run.
     *
     * @param first whether the cache is empty, or has the answer of somebody else who asked
     */
    Question(ReadyLayer ready, String path, Path parent, boolean first) throws IOException {
        this.ready = ready;
        this.path = path;
        this.parent = parent;
        this.first = first;
        this.cache = Scratch.in(parent);
        if (!first) {
            run();
        }
    }

    @Override
    public String name() {
        return first ? FIRST : SECOND;
    }

    @Override
    public void run() throws IOException {
        int mode = ready.files(cache.path())
                .find(path)
                .orElseThrow(() -> new IOException("Asking for " + path + ": there is no such file in " + ready))
                .mode();
        if (mode == 0) {
            throw new IOException("Asking for " + path + ": expected a mode");
        }
    }

    @Override
    public void reset() throws IOException {
        if (first) {
            cache.close();
            cache = Scratch.in(parent);
        }
    }
}

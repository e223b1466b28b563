package dev.dockdash.benchmarks;

import java.io.IOException;

/** A request for a manifest, on a connection that is open already. */
final class SmallGet implements Contender {

    static final String NAME = "small GET";

    private final PlainConnection connection;
    private final String path;

    SmallGet(PlainConnection connection, String path) {
        this.connection = connection;
        this.path = path;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        connection.get(path);
    }
}

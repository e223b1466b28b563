package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** A pull into an empty folder. */
final class ToolPull implements Contender {

    private final RegistryTool tool;
    private final String repository;
    private final Path parent;
    private Scratch folder;

    ToolPull(RegistryTool tool, String repository, Path parent) throws IOException {
        this.tool = tool;
        this.repository = repository;
        this.parent = parent;
        this.folder = Scratch.in(parent);
    }

    static String nameOf(String tool) {
        return "pull, " + tool;
    }

    @Override
    public String name() {
        return nameOf(tool.name());
    }

    @Override
    public void run() throws IOException {
        tool.pull(repository, folder.path());
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(parent);
    }
}

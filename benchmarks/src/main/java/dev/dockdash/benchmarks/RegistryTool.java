package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Something that moves one layer between this machine and a registry; it knows which layer and which registry. */
interface RegistryTool {

    /** Returns what the tables call it. */
    String name();

    /** Pushes the layer into a repository that does not have it. */
    void push(String repository) throws IOException;

    /** Pulls the layer, which is in that repository with an image tagged {@code 1}, into an empty folder. */
    void pull(String repository, Path folder) throws IOException;
}

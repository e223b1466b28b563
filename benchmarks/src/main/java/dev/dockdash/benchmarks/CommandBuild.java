package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A layer in an OCI layout, made by programs that are started for it; each time in an empty folder. */
final class CommandBuild implements Contender {

    static final String UMOCI = "umoci";
    static final String BUILDAH = "buildah";

    private final String name;
    private final Commands commands;
    private final Path source;
    private final Path parent;
    private Scratch folder;

    /** Runs the programs. */
    @FunctionalInterface
    private interface Commands {

        /** Makes the layer from a folder; the other one is empty. */
        void build(Path source, Path folder) throws IOException;
    }

    private CommandBuild(String name, Commands commands, Path source, Path parent) throws IOException {
        this.name = name;
        this.commands = commands;
        this.source = source;
        this.parent = parent;
        this.folder = Scratch.in(parent);
    }

    static CommandBuild umoci(Path source, Path parent) throws IOException {
        return new CommandBuild(UMOCI, (from, folder) -> umociLayout(from, folder.resolve("layout")), source, parent);
    }

    /** Makes a layout with an image of one layer, tagged {@code 1}. */
    static void umociLayout(Path source, Path layout) throws IOException {
        String image = layout + ":1";
        List<String> umoci = List.of(UMOCI);
        run(umoci, "init", "--layout", layout.toString());
        run(umoci, "new", "--image", image);
        run(umoci, "insert", "--image", image, source.toString(), "/fixture");
    }

    static CommandBuild buildah(Path source, Path parent) throws IOException {
        return new CommandBuild(BUILDAH, CommandBuild::buildahLayout, source, parent);
    }

    /** Its storage is a plain folder, which works on every file system. */
    private static void buildahLayout(Path source, Path folder) throws IOException {
        List<String> buildah = List.of(
                BUILDAH,
                "--root",
                folder.resolve("root").toString(),
                "--runroot",
                folder.resolve("run").toString(),
                "--storage-driver",
                "vfs");
        String container = run(buildah, "from", "scratch").trim();
        run(buildah, "copy", container, source.toString(), "/fixture");
        run(buildah, "commit", container, "oci:" + folder.resolve("layout") + ":1");
    }

    private static String run(List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return ChildProcess.run(command);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() throws IOException {
        commands.build(source, folder.path());
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(parent);
    }
}

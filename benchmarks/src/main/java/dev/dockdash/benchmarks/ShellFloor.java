package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The same layer from a shell: tar, both digests, zstd level 3 with two threads, and the blob in a file. */
final class ShellFloor implements Contender {

    static final String NAME = "shell";

    private static final List<String> TOOLS = List.of("bash", "tar", "tee", "sha256sum", "zstd");
    private static final String SCRIPT = "set -o pipefail;"
            + " tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C \"$1\" -cf - ."
            + " | tee >(sha256sum > \"$2/diff-id\") | zstd -q -3 -T2 | tee \"$2/blob\" | sha256sum > \"$2/digest\"";

    private final Path source;
    private final Path parent;
    private Scratch folder;

    ShellFloor(Path source, Path parent) throws IOException {
        this.source = source;
        this.parent = parent;
        this.folder = Scratch.in(parent);
    }

    /** Returns the first tool that is not on the path of this process, if any. */
    static Optional<String> missingTool() {
        return TOOLS.stream().filter(tool -> !SearchPath.has(tool)).findFirst();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        ChildProcess.run(List.of(
                "bash", "-c", SCRIPT, "floor", source.toString(), folder.path().toString()));
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(parent);
    }
}

package dev.dockdash.benchmarks;

import java.io.IOException;
import java.util.Locale;

/** A push into a fresh repository, so that the bytes are sent each time. */
final class ToolPush implements Contender {

    private final RegistryTool tool;
    private int count;

    ToolPush(RegistryTool tool) {
        this.tool = tool;
    }

    static String nameOf(String tool) {
        return "push, " + tool;
    }

    @Override
    public String name() {
        return nameOf(tool.name());
    }

    @Override
    public void run() throws IOException {
        tool.push("push/" + tool.name().toLowerCase(Locale.ROOT) + count++);
    }
}

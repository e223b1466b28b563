package dev.dockdash.benchmarks;

import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run ran on. */
final class Machine {

    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final long MEBI = 1 << 20;

    private Machine() {}

    /** Returns lines that describe the machine, the versions and the folder's file system. */
    static List<String> describe(Path folder) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        List<String> lines = new ArrayList<>();
        lines.add(runtime.availableProcessors() + " processors, " + processor() + ", " + System.getProperty("os.name")
                + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        lines.add("JDK " + Runtime.version() + ", heap at most " + runtime.maxMemory() / MEBI + " MiB, zstd-jni "
                + ZstdVersion.VERSION + ", jib-core " + System.getProperty("jib.version", "unknown version")
                + ", oras-java-sdk "
                + System.getProperty("oras.version", "unknown version"));
        lines.add("files on " + Files.getFileStore(folder).type());
        lines.add(ShellFloor.missingTool()
                .map(tool -> "no shell floor: " + tool + " is not on the path")
                .orElseGet(Machine::shellVersions));
        return lines;
    }

    private static String processor() throws IOException {
        if (Files.notExists(CPUS)) {
            return "unknown processor";
        }
        return Files.readAllLines(CPUS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown processor");
    }

    private static String shellVersions() {
        try {
            return ChildProcess.run(List.of("tar", "--version"))
                            .lines()
                            .findFirst()
                            .orElse("tar") + ", "
                    + ChildProcess.run(List.of("zstd", "--version"))
                            .replace("*", "")
                            .trim();
        } catch (IOException e) {
            return "versions of the shell's tools unknown: " + e.getMessage();
        }
    }
}

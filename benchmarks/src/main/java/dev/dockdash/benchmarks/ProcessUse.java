package dev.dockdash.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a process holds on to.
 *
 * @param threads its live threads
 * @param descriptors its open files and sockets, less jars and devices, which a JVM keeps; 0 where the system does not say
 */
record ProcessUse(int threads, int descriptors) {

    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Returns what this process holds on to now. */
    static ProcessUse now() throws IOException {
        return new ProcessUse(ManagementFactory.getThreadMXBean().getThreadCount(), openDescriptors());
    }

    /** Returns what this process holds on to as soon as that is no more than this, or else after that time. */
    ProcessUse awaited(long seconds) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ProcessUse now = now();
        while (!now.within(this) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
            now = now();
        }
        return now;
    }

    boolean within(ProcessUse other) {
        return threads <= other.threads && descriptors <= other.descriptors;
    }

    private static int openDescriptors() throws IOException {
        if (Files.notExists(OPEN)) {
            return 0;
        }
        List<Path> links;
        try (Stream<Path> open = Files.list(OPEN)) {
            links = open.toList();
        }
        return (int) links.stream().filter(ProcessUse::counts).count();
    }

    private static boolean counts(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return !target.endsWith(".jar") && !target.startsWith("/dev/");
        } catch (IOException e) {
            // The listing's own descriptor is closed by now.
            return false;
        }
    }
}

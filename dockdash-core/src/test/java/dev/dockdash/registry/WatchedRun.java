package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Does something in a thread group of its own, so that its threads and what they log are told from those of others. */
final class WatchedRun {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.dockdash");

    private final ThreadGroup threads = new ThreadGroup("faults");
    private final List<String> logged = new CopyOnWriteArrayList<>();

    static {
        OURS.setLevel(Level.ALL);
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    List<String> logged() {
        return List.copyOf(logged);
    }

    /** Runs a task and returns how it failed. */
    Optional<Throwable> run(Task task) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                threads,
                () -> {
                    try {
                        task.run();
                    } catch (IOException | RuntimeException | AssertionError e) {
                        failure.set(e);
                    }
                },
                "faults");
        thread.setDaemon(true);
        Handler handler = handler();
        ROOT.addHandler(handler);
        try {
            thread.start();
            thread.join(LIMIT.toMillis());
        } finally {
            ROOT.removeHandler(handler);
        }
        assertThat(thread.isAlive())
                .as("6: still running, at %s", List.of(thread.getStackTrace()))
                .isFalse();
        return Optional.ofNullable(failure.get());
    }

    private Handler handler() {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (threads.parentOf(Thread.currentThread().getThreadGroup())) {
                    logged.add(new SimpleFormatter().format(entry));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        return handler;
    }

    /** Asserts that no thread of the task runs any more, no connection is in use and no file in the folder is open. */
    void requireNothingLeft(RegistryClient client, Path folder) throws InterruptedException {
        for (Thread thread : running()) {
            thread.join(LIMIT.toMillis());
        }
        assertThat(running()).as("6: threads that are left").isEmpty();
        ConnectionPool pool = client.session()
                .transport()
                .clients()
                .of(HttpUrl.get("http://localhost/"))
                .connectionPool();
        assertThat(pool.connectionCount() - pool.idleConnectionCount())
                .as("6: connections that are still in use")
                .isZero();
        assertThat(openFiles(folder)).as("6: open files").isEmpty();
    }

    /** The HTTP library keeps threads of its own for all clients together. */
    private List<Thread> running() {
        Thread[] all = new Thread[1000];
        int count = threads.enumerate(all);
        return Stream.of(all)
                .limit(count)
                .filter(thread -> !thread.getName().startsWith("OkHttp")
                        && !thread.getName().startsWith("Okio"))
                .toList();
    }

    /** But for the lease of the cache, which is held as long as the JVM runs; where there is no /proc nothing is seen. */
    private static List<Path> openFiles(Path folder) {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                target(descriptor)
                        .filter(file -> file.startsWith(folder) && !file.startsWith(folder.resolve("cache/leases")))
                        .ifPresent(open::add);
            }
        } catch (IOException e) {
            return List.of();
        }
        return open;
    }

    private static Optional<Path> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

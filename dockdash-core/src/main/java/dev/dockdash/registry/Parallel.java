package dev.dockdash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Runs tasks at once, and ends all when one fails. */
final class Parallel {

    /** Makes threads that no JVM waits for. */
    static final ThreadFactory DAEMONS = task -> {
        Thread thread = new Thread(task, "dockdash-transfer");
        thread.setDaemon(true);
        return thread;
    };

    private Parallel() {}

    /** Something to do. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /**
     * Runs all tasks and returns when none runs any more.
     *
     * @throws IOException if one fails: what the first one threw
     */
    static void run(int parallelism, List<? extends Task> tasks) throws IOException {
        if (parallelism == 1 || tasks.size() < 2) {
            for (Task task : tasks) {
                task.run();
            }
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, tasks.size()), DAEMONS);
        try {
            await(new ExecutorCompletionService<>(threads), tasks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while blobs were moved");
        } finally {
            end(threads);
        }
    }

    private static void await(CompletionService<Void> threads, List<? extends Task> tasks)
            throws IOException, InterruptedException {
        for (Task task : tasks) {
            threads.submit(() -> {
                task.run();
                return null;
            });
        }
        for (int i = 0; i < tasks.size(); i++) {
            Future<Void> done = threads.take();
            try {
                done.get();
            } catch (ExecutionException e) {
                throw unwrapped(e);
            }
        }
    }

    /** Returns what a task threw, or throws it when it is no {@link IOException}. */
    static IOException unwrapped(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof IOException e) {
            return e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException(failure);
    }

    /** Ends threads that have an end in sight; those that do not reach it in time, or if this one is interrupted, at once. */
    static void end(ExecutorService threads, Duration patience) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(threads);
    }

    /** Running transfers see the interrupt when they next move a byte; a stalled one ends at the stall limit. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

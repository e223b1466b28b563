package dev.dockdash.internal.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read, compress and hash, shared by all that goes on in a JVM; idle ones end by themselves.
 *
 * <p>They may all be taken for long: whoever has work for them does it alone then.
 */
public final class WorkerThreads {

    /** How many there are at most, bounded also on large machines: each brings its buffers along. */
    public static final int COUNT = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

    private static final int IDLE_SECONDS = 5;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor SHARED = new ThreadPoolExecutor(
            COUNT, COUNT, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WorkerThreads::daemon);

    static {
        SHARED.allowCoreThreadTimeOut(true);
    }

    private WorkerThreads() {}

    /** Returns them; they are never shut down. */
    public static ExecutorService shared() {
        return SHARED;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dockdash-worker-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

package dev.dockdash.layer;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of layers, shared by all of a JVM; idle ones end by themselves. */
final class LayerThreads {

    /** Bounded also on large machines: each brings its buffers along. */
    static final int COUNT = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

    private static final int IDLE_SECONDS = 5;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor SHARED = new ThreadPoolExecutor(
            COUNT, COUNT, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LayerThreads::daemon);

    private static final ThreadPoolExecutor HASHING = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), LayerThreads::daemon);

    static {
        SHARED.allowCoreThreadTimeOut(true);
    }

    private LayerThreads() {}

    /** Returns those that read and compress; a build that is long may have all of them. */
    static ExecutorService shared() {
        return SHARED;
    }

    /** Returns those that hash what is read, as many as there are readers: they are waited for. */
    static Executor hashing() {
        return HASHING;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dockdash-layer-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

package dev.dockdash.layer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read and compress, shared by all builds of a JVM; idle ones end by themselves. */
final class LayerThreads {

    /** Bounded also on large machines: each brings its buffers along. */
    static final int COUNT = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

    private static final int IDLE_SECONDS = 5;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor SHARED = new ThreadPoolExecutor(
            COUNT, COUNT, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LayerThreads::daemon);

    static {
        SHARED.allowCoreThreadTimeOut(true);
    }

    private LayerThreads() {}

    /** Returns them; a build that is long may have all of them. */
    static ExecutorService shared() {
        return SHARED;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dockdash-layer-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

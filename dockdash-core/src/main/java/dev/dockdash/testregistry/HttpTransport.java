package dev.dockdash.testregistry;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** The JDK's HTTP server on a free port of the loopback address, with daemon threads only. */
final class HttpTransport {

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static {
        // The server sends head and body of an answer separately; without this each waits 40 ms for the client's
        // delayed acknowledgement. It is read once in a JVM, when the first HttpServer is made.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService executor;
    private final InFlight inFlight;

    private HttpTransport(HttpServer server, ExecutorService executor, InFlight inFlight) {
        this.server = server;
        this.executor = executor;
        this.inFlight = inFlight;
    }

    /** Starts to serve requests with that handler, over TLS if there is a context for it. */
    static HttpTransport start(Handler handler, RequestLog log, Optional<SSLContext> tls) throws IOException {
        HttpServer server = create(tls);
        ExecutorService executor = Executors.newCachedThreadPool(
                new DaemonThreads("dockdash-registry-" + server.getAddress().getPort() + "-"));
        InFlight inFlight = new InFlight();
        server.createContext("/", new ExchangeAdapter(handler, log, inFlight));
        server.setExecutor(executor);
        startDispatching(server, executor);
        return new HttpTransport(server, executor, inFlight);
    }

    private static HttpServer create(Optional<SSLContext> tls) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress("localhost", LOOPBACK), 0);
        if (tls.isEmpty()) {
            return HttpServer.create(address, 0);
        }
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        return server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Refuses new requests, waits for the running ones but not longer than {@code timeout}, and stops. */
    void stop(Duration timeout) {
        inFlight.close(timeout);
        server.stop(0);
        executor.shutdownNow();
    }

    /** The server's dispatcher is a daemon only if the thread that starts it is: else it would keep the JVM running. */
    private static void startDispatching(HttpServer server, ExecutorService executor) throws IOException {
        Future<?> started = executor.submit(server::start);
        try {
            started.get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot start the HTTP server on " + server.getAddress(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the HTTP server starts on " + server.getAddress(), e);
        }
    }

    private static final class DaemonThreads implements ThreadFactory {

        private final String prefix;
        private final AtomicInteger count = new AtomicInteger();

        DaemonThreads(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}

package dev.dockdash.testregistry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands before a registry, any registry, and breaks connections to it: resets, cuts, stalls, turned bits, slowness.
 *
 * <p>It listens on a free port of the loopback address only, and passes everything on as it is until a
 * {@link ConnectionFault} strikes. Requests and answers are those of HTTP/1.1, one after the other; with TLS they are not
 * seen. Closing it ends all connections. Thread-safe.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.before("localhost:5000")) {
 *     proxy.fail(ConnectionFault.reset().atResponseByte(1000).on("GET", "/v2/web/blobs/*"));
 *     pull(proxy.hostAndPort() + "/web:1");
 * }
 * }</pre>
 */
public final class FaultProxy implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(FaultProxy.class.getName());

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final long JOIN_SECONDS = 5;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Script<ConnectionFault> script = new Script<>(ConnectionFault::selection);
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final LongAdder connections = new LongAdder();
    private final LongAdder requestBytes = new LongAdder();
    private final LongAdder responseBytes = new LongAdder();

    private FaultProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /**
     * Starts a proxy, which the caller closes.
     *
     * @param hostAndPort where the registry listens, such as {@code localhost:5000}
     * @throws IOException if no port is free
     * @throws IllegalArgumentException if there is no port in it
     */
    public static FaultProxy before(String hostAndPort) throws IOException {
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 1 || !hostAndPort.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "Cannot stand before \"" + hostAndPort + "\": expected a host and a port such as localhost:5000");
        }
        int port = Integer.parseInt(hostAndPort.substring(colon + 1));
        InetSocketAddress target = new InetSocketAddress(hostAndPort.substring(0, colon), port);
        FaultProxy proxy =
                new FaultProxy(new ServerSocket(0, 0, InetAddress.getByAddress("localhost", LOOPBACK)), target);
        proxy.start("accept", proxy::accept);
        return proxy;
    }

    /** Returns where the proxy listens, as image references begin, such as {@code localhost:41234}. */
    public String hostAndPort() {
        return "localhost:" + listener.getLocalPort();
    }

    /**
     * Lets something go wrong from now on.
     *
     * <p>A request that several faults could strike is struck by the one that was given first and is not used up; to the
     * others it does not count.
     */
    public void fail(ConnectionFault fault) {
        script.add(fault);
    }

    /** Returns the faults that were to strike a certain number of times and have not done so yet, in their order. */
    public List<ConnectionFault> pendingFaults() {
        return script.pending();
    }

    /** Forgets all faults that were given; those that strike a request right now go on. */
    public void heal() {
        script.clear();
    }

    /** Returns the number of connections that clients have opened. */
    public long connections() {
        return connections.sum();
    }

    /** Returns the number of bytes that were passed on to the registry. */
    public long requestBytes() {
        return requestBytes.sum();
    }

    /** Returns the number of bytes that were passed on to clients. */
    public long responseBytes() {
        return responseBytes.sum();
    }

    /** Ends all connections and waits for their threads to end. Closing twice does nothing. */
    @Override
    public void close() {
        closeListener();
        open.forEach(ProxiedConnection::close);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "The port of the proxy did not close well", e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.increment();
                start("requests", () -> serve(client));
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.DEBUG, "The proxy takes no connection", e);
            }
        }
    }

    /** A registry that cannot be reached looks as it does without a proxy: a connection that breaks. */
    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(target.getAddress(), target.getPort())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            ProxiedConnection connection = new ProxiedConnection(client, server, script, requestBytes, responseBytes);
            serve(connection);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, () -> "Cannot reach the registry at " + target, e);
        }
    }

    private void serve(ProxiedConnection connection) {
        open.add(connection);
        Thread answering = start("responses", connection::pumpResponses);
        try {
            if (listener.isClosed()) {
                connection.close();
            }
            connection.pumpRequests();
            answering.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
            open.remove(connection);
        }
    }

    private Thread start(String name, Runnable task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                },
                "dockdash-proxy-" + listener.getLocalPort() + "-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }
}

package dev.dockdash.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of HTTP/1.1 on a free port of the loopback address, with one daemon thread for each connection.
 *
 * <p>A client that speaks TLS to a plain port, or the other way round, is told so at once. Safe for use by many threads.
 */
public final class HttpServer {

    private static final System.Logger LOGGER = System.getLogger(HttpServer.class.getName());
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final Optional<ServerTls> tls;
    private final HttpHandler handler;
    private final ExecutorService threads;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    private HttpServer(ServerSocket listener, Optional<ServerTls> tls, HttpHandler handler) {
        this.listener = listener;
        this.tls = tls;
        this.handler = handler;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread =
                    new Thread(task, "dockdash-registry-" + listener.getLocalPort() + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server.
     *
     * @param handler answers its requests
     * @param tls what to speak TLS with; plain HTTP is spoken without
     * @throws IOException if no port can be had
     */
    public static HttpServer start(HttpHandler handler, Optional<ServerTls> tls) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getByAddress("localhost", LOOPBACK), 0), BACKLOG);
        HttpServer server = new HttpServer(listener, tls, handler);
        server.threads.execute(server::accept);
        return server;
    }

    /** Returns the port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Refuses connections from now on; those that are open live on. */
    public void refuseMore() throws IOException {
        stopping = true;
        listener.close();
    }

    /** Cuts all connections, and ends the threads that serve them. */
    public void stop() throws IOException {
        refuseMore();
        for (Connection connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!stopping) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!stopping) {
                    LOGGER.log(System.Logger.Level.WARNING, "A connection could not be accepted", e);
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        Connection connection = new Connection(socket, tls, handler);
        connections.add(connection);
        if (stopping) {
            // stop() may have gone through the connections before this one was there.
            refuse(connection, socket);
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            refuse(connection, socket);
        }
    }

    private void refuse(Connection connection, Socket socket) throws IOException {
        connections.remove(connection);
        socket.close();
    }
}

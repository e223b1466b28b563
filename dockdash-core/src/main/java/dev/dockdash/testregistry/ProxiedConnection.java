package dev.dockdash.testregistry;

import dev.dockdash.testregistry.ConnectionFault.Kind;
import dev.dockdash.testregistry.ConnectionFault.Side;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** One connection of a client through a {@link FaultProxy} to a connection of its own to the registry. */
final class ProxiedConnection {

    private static final System.Logger LOGGER = System.getLogger(ProxiedConnection.class.getName());

    private static final int BUFFER_SIZE = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Script<ConnectionFault> script;
    private final Closing closing = new Closing();
    private final FaultyFlow requestFlow;
    private final FaultyFlow responseFlow;
    private final HttpFraming requests;
    private final HttpFraming responses;

    /** Takes over two open sockets, which it closes. */
    ProxiedConnection(
            Socket client,
            Socket server,
            Script<ConnectionFault> script,
            LongAdder requestBytes,
            LongAdder responseBytes)
            throws IOException {
        this.client = client;
        this.server = server;
        this.script = script;
        this.requestFlow = new FaultyFlow(server.getOutputStream(), requestBytes, closing, this::end);
        this.responseFlow = new FaultyFlow(client.getOutputStream(), responseBytes, closing, this::end);
        this.responses = HttpFraming.ofResponses(new ResponseSink());
        this.requests = HttpFraming.ofRequests(new RequestSink());
    }

    /** Passes on what the client sends, until it has no more to say. */
    void pumpRequests() {
        try {
            pump(client.getInputStream(), requests);
            server.shutdownOutput();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A connection of a client ends here", e);
            close(server, true);
        }
    }

    /** Passes on what the registry answers, until it has no more to say. */
    void pumpResponses() {
        try {
            pump(server.getInputStream(), responses);
            client.shutdownOutput();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "A connection to the registry ends here", e);
            close(client, true);
        }
    }

    /** Closes both connections and then ends what waits in them, which would reset them. */
    void close() {
        close(client, false);
        close(server, false);
        closing.begin();
    }

    private static void pump(InputStream in, HttpFraming framing) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            framing.accept(buffer, read);
        }
        framing.finish();
    }

    private void end(Kind kind) {
        close(client, kind == Kind.RESET);
        close();
    }

    private static void close(Socket socket, boolean reset) {
        try (socket) {
            if (reset && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.TRACE, "The connection was broken already", e);
        }
    }

    private final class RequestSink implements HttpFraming.Sink {

        @Override
        public void head(String head) throws IOException {
            String[] words = head.lines().findFirst().orElse("").split(" ", -1);
            String target = words.length > 1 ? words[1] : "";
            String path = target.split("\\?", 2)[0];
            Optional<ConnectionFault> fault = script.next(words[0], path);
            requestFlow.begin(fault.filter(found -> found.side() == Side.REQUEST));
            responseFlow.begin(fault.filter(found -> found.side() == Side.RESPONSE));
            responses.restart();
            requestFlow.unharmed(head.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void body(byte[] buffer, int offset, int length) throws IOException {
            requestFlow.body(buffer, offset, length);
        }
    }

    private final class ResponseSink implements HttpFraming.Sink {

        @Override
        public void head(String head) throws IOException {
            byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
            if (HttpFraming.isInterim(head)) {
                responseFlow.unharmed(bytes);
            } else {
                responseFlow.head(bytes);
            }
        }

        @Override
        public void body(byte[] buffer, int offset, int length) throws IOException {
            responseFlow.body(buffer, offset, length);
        }
    }
}

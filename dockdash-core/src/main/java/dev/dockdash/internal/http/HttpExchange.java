package dev.dockdash.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * One request and the answer to it; belongs to the thread that serves it.
 *
 * <p>An answer may come before the request is read to its end. A short rest is then read first, so that the connection
 * lives on. Before a long rest the answer is sent, with the word that the connection will be closed, and the rest is
 * dropped behind it: to close at once would make the client's system throw the answer away.
 */
public final class HttpExchange {

    private static final long SHORT_REST = 64 * 1024;
    private static final long LONGEST_REST = 64L << 20;
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final RequestHead head;
    private final Socket socket;
    private final RequestInput body;
    private final OutputStream out;
    private boolean persistent;
    private boolean answered;

    HttpExchange(RequestHead head, Socket socket, InputStream in, OutputStream out) throws MalformedRequestException {
        this.head = head;
        this.socket = socket;
        this.body = new RequestInput(head, in, out);
        this.out = out;
        this.persistent = head.persistent();
    }

    /** Returns what the request says before its body. */
    public RequestHead head() {
        return head;
    }

    /** Returns the length of the body in bytes, empty if the client did not tell. */
    public OptionalLong bodyLength() {
        return body.length();
    }

    /** Returns the body; a connection that ends within it is an error. */
    public InputStream body() {
        return body;
    }

    /** Returns how many bytes of the body were read. */
    public long bodyRead() {
        return body.count();
    }

    /** Returns the port at which the request came in. */
    public int localPort() {
        return socket.getLocalPort();
    }

    /**
     * Sends the answer, each piece of it as soon as it is there; to a HEAD request, without its content. The fields that
     * frame it are added, unless there is a Content-Length to answer HEAD with.
     *
     * @param length how many bytes of the content to send
     * @param beforeEnd what to do before the last byte goes out
     * @throws IOException if the client is gone, or the content ends before its length; the connection is closed then
     */
    public void answer(int status, HeaderFields fields, long length, InputStream content, Runnable beforeEnd)
            throws IOException {
        answered = true;
        boolean readToEnd = readShortRest();
        persistent = persistent && readToEnd && !fields.holds("Connection", "close");
        boolean headOnly = head.method().equals("HEAD") || length == 0;
        writeHead(status, fields, length);
        if (headOnly) {
            beforeEnd.run();
            out.flush();
        } else {
            copy(content, length, beforeEnd);
        }
        if (!readToEnd) {
            dropRest();
        }
    }

    /** Cuts the connection so that the client sees it reset, whatever was sent. */
    public void reset() throws IOException {
        answered = true;
        persistent = false;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    boolean isAnswered() {
        return answered;
    }

    boolean isPersistent() {
        return persistent;
    }

    /** Returns whether the request is read to its end now. */
    private boolean readShortRest() throws IOException {
        if (body.isAwaited() || body.length().orElse(Long.MAX_VALUE) - body.count() > SHORT_REST) {
            return body.isConsumed();
        }
        return body.discard(SHORT_REST);
    }

    private void dropRest() throws IOException {
        socket.shutdownOutput();
        if (!body.isAwaited()) {
            body.discard(LONGEST_REST);
        }
    }

    private void writeHead(int status, HeaderFields fields, long length) throws IOException {
        StringBuilder text = new StringBuilder(256);
        text.append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(ReasonPhrase.of(status))
                .append("\r\n");
        for (HeaderFields.Field field : fields.fields()) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        if (status != NO_CONTENT
                && status != NOT_MODIFIED
                && fields.first("Content-Length").isEmpty()) {
            text.append("Content-Length: ").append(length).append("\r\n");
        }
        if (!persistent && !fields.holds("Connection", "close")) {
            text.append("Connection: close\r\n");
        }
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void copy(InputStream content, long length, Runnable beforeEnd) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER_SIZE, length)];
        long left = length;
        while (left > 0) {
            int read = read(content, buffer, (int) Math.min(buffer.length, left));
            if (read < 0) {
                persistent = false;
                throw new IOException("The content ended " + left + " bytes before its length of " + length);
            }
            left -= read;
            if (left == 0) {
                beforeEnd.run();
            }
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    /** Content that fails does not take back what came before it. */
    private int read(InputStream content, byte[] buffer, int size) throws IOException {
        try {
            return content.read(buffer, 0, size);
        } catch (IOException e) {
            out.flush();
            throw e;
        }
    }
}

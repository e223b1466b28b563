package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** One connection on which a test sends and reads exactly what it wants; nothing is sent again. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;

    RawConnection(String hostAndPort) throws IOException {
        String[] parts = hostAndPort.split(":", 2);
        this.socket = new Socket(parts[0], Integer.parseInt(parts[1]));
    }

    /** Sends a request without a body. */
    RawConnection send(String method, String path) throws IOException {
        return write(bytes(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    /** Sends the head of a request whose body is to follow. */
    RawConnection sendHead(String method, String path, int length) throws IOException {
        return write(
                bytes(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n"));
    }

    RawConnection write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Reads up to the empty line. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in().read();
            if (next < 0) {
                throw new EOFException("The connection was closed after \"" + head + "\"");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

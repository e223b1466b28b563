package dev.dockdash.registry;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A socket that takes and gives much at once: the HTTP client asks for no more than 8 KiB at a time, and each call of the
 * system may wake the other end.
 */
final class BufferedSocket extends Socket {

    /** Makes such sockets. */
    static final SocketFactory FACTORY = new Factory();

    private static final int BUFFER_SIZE = 64 * 1024;

    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        InputStream given = in;
        if (given == null) {
            given = new BufferedInputStream(super.getInputStream(), BUFFER_SIZE);
            in = given;
        }
        return given;
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        OutputStream given = out;
        if (given == null) {
            given = new BufferedOutputStream(super.getOutputStream(), BUFFER_SIZE);
            out = given;
        }
        return given;
    }

    private static final class Factory extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new BufferedSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw connected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
            throw connected();
        }

        private static SocketException connected() {
            return new SocketException("Only sockets that are connected later are made here");
        }
    }
}

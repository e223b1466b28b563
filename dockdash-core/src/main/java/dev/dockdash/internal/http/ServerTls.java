package dev.dockdash.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * How a server speaks TLS.
 *
 * @param context its certificate, and whose certificates it trusts
 * @param needsClientCertificate whether it speaks only with clients that show a certificate
 */
public record ServerTls(SSLContext context, boolean needsClientCertificate) {

    /** Returns the secured end of a connection, of which {@code start} was read already; closing it closes both. */
    Socket over(Socket socket, InputStream start) throws IOException {
        Socket secured = context.getSocketFactory().createSocket(socket, start, true);
        if (needsClientCertificate && secured instanceof SSLSocket server) {
            server.setNeedClientAuth(true);
        }
        return secured;
    }
}

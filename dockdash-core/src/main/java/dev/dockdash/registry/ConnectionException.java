package dev.dockdash.registry;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Request;

/** Thrown when a request gets no answer, or an answer breaks off. */
final class ConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    private ConnectionException(String message, IOException cause) {
        super(message, cause);
    }

    static ConnectionException of(Request request, IOException cause) {
        return new ConnectionException(
                request.method() + " " + Urls.redacted(request.url()) + ": " + describe(cause), cause);
    }

    private static String describe(IOException cause) {
        if (isUntrusted(cause)) {
            return "the certificate is not trusted (" + printable(cause)
                    + "); if it is right, add its authority with certificateAuthorities(..)";
        }
        if (cause instanceof UnknownHostException) {
            return "the host is unknown (" + cause.getMessage() + ")";
        }
        if (cause instanceof EOFException || cause.getMessage() == null) {
            return "the connection was closed before the answer was whole";
        }
        return printable(cause);
    }

    /** The other side may have a say in the message. */
    private static String printable(IOException cause) {
        return String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean isUntrusted(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof CertificateException || e instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the other side just said nothing any more. */
    boolean isStall() {
        return getCause() instanceof SocketTimeoutException;
    }

    /** Tells whether trying again may help: nobody who is not there, or not who he should be, changes in seconds. */
    boolean isPassing() {
        Throwable cause = getCause();
        return !(cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof UnknownServiceException
                || (cause instanceof SSLHandshakeException && !(cause.getCause() instanceof EOFException))
                || cause instanceof SSLPeerUnverifiedException);
    }
}

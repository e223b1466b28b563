package dev.dockdash.registry;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Request;

/** Thrown when a request gets no answer, or an answer breaks off. */
final class ConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What OkHttp says of the record of TLS with which a server refuses plain HTTP. */
    private static final String NO_STATUS_LINE = "Unexpected status line: \u0015\u0003";

    /** What the JDK says of an answer in plain HTTP. */
    private static final String NO_TLS = "Unsupported or unrecognized SSL message";

    private ConnectionException(String message, IOException cause) {
        super(message, cause);
    }

    static ConnectionException of(Request request, IOException cause) {
        return of(request, cause, "");
    }

    /** Returns an exception that ends in what to do. */
    static ConnectionException of(Request request, IOException cause, String nextStep) {
        return new ConnectionException(
                request.method() + " " + Urls.redacted(request.url()) + ": " + describe(cause) + nextStep, cause);
    }

    /** Tells whether it may be that the other side speaks TLS and this one does not, or the other way round. */
    static boolean mayBeOfOtherScheme(Request request, IOException cause) {
        return isOfOtherScheme(cause) || (!request.isHttps() && isClosedUnanswered(cause));
    }

    private static boolean isOfOtherScheme(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return (cause instanceof ProtocolException && message.startsWith(NO_STATUS_LINE))
                || (cause instanceof SSLException && message.startsWith(NO_TLS));
    }

    private static boolean isClosedUnanswered(IOException cause) {
        return cause.getCause() instanceof EOFException && !(cause instanceof SSLException);
    }

    private static String describe(IOException cause) {
        if (isUntrusted(cause)) {
            return "the certificate is not trusted (" + printable(cause)
                    + "); if it is right, add its authority with certificateAuthorities(..)";
        }
        if (cause instanceof UnknownHostException) {
            return "the host is unknown (" + cause.getMessage() + ")";
        }
        if (isClosedUnanswered(cause)) {
            return "the connection was closed without an answer";
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

    /** Tells whether trying again may help: nobody who is not there, or not what he should be, changes in seconds. */
    boolean isPassing() {
        Throwable cause = Objects.requireNonNull(getCause());
        return !(cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof UnknownServiceException
                || (cause instanceof SSLHandshakeException && !(cause.getCause() instanceof EOFException))
                || cause instanceof SSLPeerUnverifiedException
                || isOfOtherScheme(cause));
    }
}

package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

class ConnectionExceptionTest {

    private static final Request REQUEST = new Request.Builder()
            .url("https://r.example.com/v2/app?X-Sig=s3cret")
            .build();

    private static String message(IOException cause) {
        return String.valueOf(ConnectionException.of(REQUEST, cause).getMessage());
    }

    @Test
    void showsNoControlCharactersOfTheOtherSide() {
        assertThat(message(new IOException("Unexpected status line: \u001b[2J\r\nHTTP")))
                .endsWith(": Unexpected status line: ?[2J??HTTP");
        SSLHandshakeException untrusted = new SSLHandshakeException("No name \u0007 found");
        untrusted.initCause(new CertificateException("No name"));
        assertThat(message(untrusted))
                .contains("the certificate is not trusted (No name ? found)")
                .endsWith("add its authority with certificateAuthorities(..)");
    }

    @Test
    void saysWhatHappenedWhereNobodyElseDoes() {
        assertThat(message(new EOFException("\\n not found: limit=0 content=")))
                .endsWith(": the connection was closed before the answer was whole");
        assertThat(message(new UnknownHostException("r.example.com")))
                .endsWith(": the host is unknown (r.example.com)");
    }

    @Test
    void showsNoSignature() {
        assertThat(message(new IOException("reset"))).doesNotContain("s3cret").startsWith("GET https://r.example.com/");
    }

    @Test
    void aTimeoutIsAStall() {
        assertThat(ConnectionException.of(REQUEST, new SocketTimeoutException("timeout"))
                        .isStall())
                .isTrue();
        assertThat(ConnectionException.of(REQUEST, new IOException("reset")).isStall())
                .isFalse();
    }
}

package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private EmbeddedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.builder().tls().start();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void addressIsHttps() {
        assertThat(registry.uri()).hasToString("https://" + registry.hostAndPort());
    }

    @Test
    void clientThatTrustsTheCertificatePushesAndPulls() throws IOException {
        HttpApi api = new HttpApi(registry);

        byte[] manifest = api.pushImage("web", "1");
        byte[] large = bytes(1_000_000, 3);

        assertThat(api.get("/v2/web/manifests/1").body()).isEqualTo(manifest);
        assertThat(api.get("/v2/web/blobs/" + api.pushBlob("web", large)).body())
                .isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void certificateIsGoodForEachNameOfTheHost(String host) throws Exception {
        assertThat(status(registry.sslContext(), host)).isEqualTo(200);
    }

    @Test
    void clientThatWasNotToldToTrustTheCertificateDoesNot() throws Exception {
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> status(SSLContext.getDefault(), "localhost"));
        try (EmbeddedRegistry other = EmbeddedRegistry.builder().tls().start()) {
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> status(other.sslContext(), "localhost"));
        }
    }

    @Test
    void olderClientsSpeakTls12() throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.2"});
        HttpClient client = HttpClient.newBuilder()
                .sslContext(registry.sslContext())
                .sslParameters(parameters)
                .build();

        assertThat(client.send(request("localhost"), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void certificateIsWellFormed() throws Exception {
        X509Certificate certificate = registry.certificate();

        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getKeyUsage()).startsWith(true, false).hasSize(9);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void pemIsTheSameCertificate() throws Exception {
        String pem = registry.certificatePem();

        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("\n-----END CERTIFICATE-----\n");
        assertThat(pem.lines()).allSatisfy(line -> assertThat(line).hasSizeBetween(1, 64));
        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(pem))))
                .isEqualTo(registry.certificate());
    }

    @Test
    void eachRegistryHasACertificateOfItsOwn() throws IOException {
        try (EmbeddedRegistry other = EmbeddedRegistry.builder().tls().start()) {
            assertThat(other.certificate().getPublicKey())
                    .isNotEqualTo(registry.certificate().getPublicKey());
        }
    }

    @Test
    void tokensAreAskedForOverTlsToo() throws IOException {
        try (EmbeddedRegistry secured = EmbeddedRegistry.builder()
                .tls()
                .tokenAuth(TokenAuth.user("alice", "secret"))
                .start()) {
            assertThat(header(new HttpApi(secured).get("/v2/"), "WWW-Authenticate"))
                    .startsWith("Bearer realm=\"https://" + secured.hostAndPort() + "/token\"");
        }
    }

    @Test
    void plainRegistryHasNoCertificate() throws IOException {
        try (EmbeddedRegistry plain = EmbeddedRegistry.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(plain::certificate)
                    .withMessage("The registry " + plain.hostAndPort() + " speaks plain HTTP: start it with tls()");
        }
    }

    private int status(SSLContext context, String host) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        return client.send(request(host), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request(String host) {
        return HttpRequest.newBuilder(
                        URI.create("https://" + host + ":" + registry.uri().getPort() + "/v2/"))
                .build();
    }
}

package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    @TempDir
    Path temp;

    private HttpsServer server;
    private Path certificate;
    private Path key;
    private volatile boolean wantsCertificate;

    /** One certificate serves both ends; every JDK can make one. */
    @BeforeEach
    void startServer() throws IOException, InterruptedException, GeneralSecurityException {
        OwnCertificate own = OwnCertificate.make(temp, "dns:localhost,ip:127.0.0.1");
        certificate = own.chain();
        key = own.key();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(configurator(own));
        server.createContext("/", exchange -> {
            int status = wantsCertificate && !showsCertificate((HttpsExchange) exchange) ? 403 : 200;
            byte[] body = "{\"tags\":[\"1\"]}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private HttpsConfigurator configurator(OwnCertificate own) throws GeneralSecurityException {
        SSLContext context = own.serverContext(new TrustManager[] {new TrustsAll()});
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setWantClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        };
    }

    private static boolean showsCertificate(HttpsExchange exchange) {
        try {
            Certificate[] shown = exchange.getSSLSession().getPeerCertificates();
            return shown.length > 0;
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private String registry() {
        return "localhost:" + server.getAddress().getPort();
    }

    private List<String> tags(RegistryClientBuilder builder) throws IOException {
        return builder.environment(Environment.empty())
                .https(registry())
                .build()
                .tags(ImageReference.parse(registry() + "/app"));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> tags(RegistryClient.builder()))
                .hasMessageStartingWith(
                        "GET https://" + registry() + "/v2/app/tags/list: the certificate is not trusted")
                .hasMessageContaining("certificateAuthorities(..)");
    }

    @Test
    void anAddedAuthorityIsTrusted() throws IOException {
        assertThat(tags(RegistryClient.builder().certificateAuthorities(certificate)))
                .containsExactly("1");
    }

    @Test
    void theSystemsAuthoritiesStayTrusted() throws IOException, GeneralSecurityException {
        X509TrustManager trust = Certificates.trusting(Certificates.read(certificate));
        assertThat(trust.getAcceptedIssuers())
                .contains(Certificates.systemTrust().getAcceptedIssuers())
                .contains(Certificates.read(certificate).get(0));
    }

    @Test
    void aRegistryThatAsksIsShownACertificate() throws IOException {
        wantsCertificate = true;
        assertThatThrownBy(() -> tags(RegistryClient.builder().certificateAuthorities(certificate)))
                .isInstanceOf(RegistryException.class);
        assertThat(tags(RegistryClient.builder()
                        .certificateAuthorities(certificate)
                        .clientCertificate(registry(), certificate, key)))
                .containsExactly("1");
    }

    @Test
    void filesThatAreSomethingElseAreNamed() {
        assertThatThrownBy(() -> RegistryClient.builder().certificateAuthorities(key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key.toString());
        assertThatThrownBy(() -> RegistryClient.builder().clientCertificate("r", certificate, certificate))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("openssl pkcs8");
    }

    /** Takes any certificate of a client, as a test may. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

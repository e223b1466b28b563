package dev.dockdash.registry;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients: one for plain HTTP, one for all registries that speak TLS, and one for each that wants a certificate of
 * ours. Thread-safe.
 */
final class HttpClients {

    private static final int MAX_IDLE_CONNECTIONS = 32;

    private final OkHttpClient plain;
    private final Map<String, OkHttpClient> byHost;
    private @Nullable OkHttpClient secure;

    private HttpClients(OkHttpClient plain, @Nullable OkHttpClient secure, Map<String, OkHttpClient> byHost) {
        this.plain = plain;
        this.secure = secure;
        this.byHost = byHost;
    }

    /**
     * Returns clients that follow no redirect and repeat nothing by themselves.
     *
     * @param authorities whom to trust beside whom the system trusts
     * @param certificates by {@code host:port}
     */
    static HttpClients of(
            EnvironmentProxies proxies,
            Duration connectTimeout,
            Duration stallLimit,
            List<X509Certificate> authorities,
            Map<String, ClientCertificate> certificates) {
        OkHttpClient plain = new OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                // One transfer per connection: a reader who pauses must not hold up the others on a shared one.
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .socketFactory(BufferedSocket.FACTORY)
                .proxySelector(proxies)
                .proxyAuthenticator(proxies)
                .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .connectTimeout(connectTimeout)
                .readTimeout(stallLimit)
                .writeTimeout(stallLimit)
                .build();
        if (authorities.isEmpty() && certificates.isEmpty()) {
            return new HttpClients(plain, null, Map.of());
        }
        X509TrustManager trust = Certificates.trusting(authorities);
        return new HttpClients(
                plain,
                secure(plain, trust, null),
                certificates.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> secure(plain, trust, entry.getValue()))));
    }

    private static OkHttpClient secure(OkHttpClient plain, X509TrustManager trust, @Nullable ClientCertificate own) {
        return secure(plain)
                .sslSocketFactory(Certificates.sockets(trust, own), trust)
                .build();
    }

    private static OkHttpClient.Builder secure(OkHttpClient plain) {
        return plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS));
    }

    /** Returns clients with the same connections that wait less long; a whole request of zero has no limit. */
    synchronized HttpClients hurried(Duration connect, Duration stall, Duration request) {
        return new HttpClients(
                hurried(plain, connect, stall, request),
                secure == null ? null : hurried(secure, connect, stall, request),
                byHost.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> hurried(entry.getValue(), connect, stall, request))));
    }

    private static OkHttpClient hurried(OkHttpClient client, Duration connect, Duration stall, Duration request) {
        return client.newBuilder()
                .connectTimeout(shorter(connect, client.connectTimeoutMillis()))
                .readTimeout(shorter(stall, client.readTimeoutMillis()))
                .writeTimeout(shorter(stall, client.writeTimeoutMillis()))
                .callTimeout(request)
                .build();
    }

    private static Duration shorter(Duration asked, int knownMillis) {
        Duration known = Duration.ofMillis(knownMillis);
        return asked.compareTo(known) < 0 ? asked : known;
    }

    OkHttpClient of(HttpUrl url) {
        if (!url.isHttps()) {
            return plain;
        }
        OkHttpClient own = byHost.get(url.host() + ":" + url.port());
        return own == null ? secure() : own;
    }

    /** Reading whom the system trusts takes much of the first push of a JVM, which a registry on loopback never needs. */
    private synchronized OkHttpClient secure() {
        if (secure == null) {
            secure = secure(plain).build();
        }
        return secure;
    }
}

package dev.dockdash.registry;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** The HTTP clients: one for all registries, and one for each that wants a certificate of ours. */
final class HttpClients {

    private static final int MAX_IDLE_CONNECTIONS = 32;

    private final OkHttpClient standard;
    private final Map<String, OkHttpClient> byHost;

    private HttpClients(OkHttpClient standard, Map<String, OkHttpClient> byHost) {
        this.standard = standard;
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
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                // One transfer per connection: a reader who pauses must not hold up the others on a shared one.
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxySelector(proxies)
                .proxyAuthenticator(proxies)
                .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .connectTimeout(connectTimeout)
                .readTimeout(stallLimit)
                .writeTimeout(stallLimit);
        X509TrustManager trust =
                authorities.isEmpty() && certificates.isEmpty() ? null : Certificates.trusting(authorities);
        OkHttpClient standard = with(builder, trust, null);
        return new HttpClients(
                standard,
                certificates.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> with(standard.newBuilder(), trust, entry.getValue()))));
    }

    private static OkHttpClient with(
            OkHttpClient.Builder builder, @Nullable X509TrustManager trust, @Nullable ClientCertificate own) {
        return trust == null
                ? builder.build()
                : builder.sslSocketFactory(Certificates.sockets(trust, own), trust)
                        .build();
    }

    /** Returns clients with the same connections that wait less long; a whole request of zero has no limit. */
    HttpClients hurried(Duration connect, Duration stall, Duration request) {
        return new HttpClients(
                hurried(standard, connect, stall, request),
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
        return byHost.getOrDefault(url.host() + ":" + url.port(), standard);
    }
}

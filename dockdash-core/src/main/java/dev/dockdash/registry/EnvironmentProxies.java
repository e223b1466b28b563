package dev.dockdash.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of the variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, else those of the JVM; never
 * one for loopback.
 */
final class EnvironmentProxies extends ProxySelector implements Authenticator {

    private static final String HEADER = "Proxy-Authorization";
    private static final int SOCKS_PORT = 1080;

    private final Environment environment;
    private final NoProxy noProxy;
    private final @Nullable ProxySelector fallback;

    EnvironmentProxies(Environment environment, @Nullable ProxySelector fallback) {
        this.environment = environment;
        this.noProxy = NoProxy.parse(value("no_proxy").orElse(""));
        this.fallback = fallback;
    }

    /**
     * Refuses a setting that cannot be used, before a request needs it.
     *
     * @throws IOException if the variable that would apply does not name a proxy
     */
    void check(HttpUrl url) throws IOException {
        String variable = variable(url.scheme());
        if (isDirect(url.host(), url.port()) || value(variable).isEmpty()) {
            return;
        }
        if (setting(url.scheme()).isEmpty()) {
            throw new RefusedException("GET " + Urls.redacted(url) + ": the environment variable "
                    + variable.toUpperCase(Locale.ROOT)
                    + " does not name a proxy; expected http://host:port or socks5://host:port");
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = withoutBrackets(uri.getHost());
        int port = uri.getPort() >= 0 ? uri.getPort() : HttpUrl.defaultPort(uri.getScheme());
        if (isDirect(host, port)) {
            return List.of(Proxy.NO_PROXY);
        }
        Optional<Setting> setting = setting(uri.getScheme());
        if (setting.isPresent()) {
            return List.of(setting.get().proxy());
        }
        return fallback == null ? List.of(Proxy.NO_PROXY) : fallback.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        if (fallback != null) {
            fallback.connectFailed(uri, address, failure);
        }
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        Request request = response.request();
        if (route == null || request.header(HEADER) != null) {
            return null;
        }
        return List.of("https", "http").stream()
                .flatMap(scheme -> setting(scheme).stream())
                .filter(setting ->
                        setting.proxy().equals(route.proxy()) && !setting.user().isEmpty())
                .findFirst()
                .map(setting -> request.newBuilder()
                        .header(HEADER, Credentials.basic(setting.user(), setting.password()))
                        .build())
                .orElse(null);
    }

    private boolean isDirect(String host, int port) {
        return Origin.isLoopback(host) || noProxy.matches(host, port);
    }

    private Optional<Setting> setting(String scheme) {
        return value(variable(scheme)).flatMap(Setting::parse);
    }

    private static String variable(String scheme) {
        return scheme + "_proxy";
    }

    private Optional<String> value(String name) {
        return environment.variable(name).or(() -> environment.variable(name.toUpperCase(Locale.ROOT)));
    }

    private static String withoutBrackets(@Nullable String host) {
        if (host == null) {
            return "";
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return "EnvironmentProxies";
    }

    /** One proxy, with who we are there. */
    private record Setting(Proxy proxy, String user, String password) {

        static Optional<Setting> parse(String text) {
            int separator = text.indexOf("://");
            String scheme =
                    separator < 0 ? "http" : text.substring(0, separator).toLowerCase(Locale.ROOT);
            boolean socks = scheme.equals("socks5") || scheme.equals("socks5h");
            HttpUrl url = HttpUrl.parse("http://" + text.substring(separator < 0 ? 0 : separator + "://".length()));
            if (url == null || !(socks || scheme.equals("http"))) {
                return Optional.empty();
            }
            boolean hasPort = url.port() != 80 || text.matches(".*:80/?");
            int port = socks && !hasPort ? SOCKS_PORT : url.port();
            Proxy proxy = new Proxy(
                    socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, InetSocketAddress.createUnresolved(url.host(), port));
            return Optional.of(new Setting(proxy, url.username(), url.password()));
        }

        @Override
        public String toString() {
            return proxy.toString();
        }
    }
}

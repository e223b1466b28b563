package dev.dockdash.registry;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Whom a request goes to: credentials for one origin are nobody else's business. */
record Origin(String scheme, String host, int port) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

    static Origin of(HttpUrl url) {
        return new Origin(url.scheme(), url.host(), url.port());
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(java.util.Locale.ROOT)).matches();
    }

    boolean isLoopback() {
        return isLoopback(host);
    }

    boolean isPlain() {
        return scheme.equals("http");
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}

package dev.dockdash.registry;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Says with whom plain HTTP is spoken: registries on loopback, where nobody can listen in, unless they are said to have
 * TLS, and those that the user named.
 */
record SchemeRules(Set<String> plainHosts, Set<String> tlsHosts) {

    SchemeRules {
        plainHosts = lowerCase(plainHosts);
        tlsHosts = lowerCase(tlsHosts);
    }

    private static Set<String> lowerCase(Set<String> hosts) {
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the URL of a registry.
     *
     * @throws IllegalArgumentException if it is not a host with an optional port
     */
    HttpUrl base(String registry) {
        if (registry.indexOf('@') >= 0) {
            // Not quoted: it holds a password.
            throw new IllegalArgumentException(
                    "Invalid registry: expected host or host:port, without user and password; give them as credentials");
        }
        HttpUrl plain = HttpUrl.parse("http://" + registry + "/v2/");
        if (plain == null || !plain.encodedPath().equals("/v2/")) {
            throw new IllegalArgumentException("Invalid registry \"" + registry + "\": expected host or host:port");
        }
        String name = registry.toLowerCase(Locale.ROOT);
        boolean isPlain = plainHosts.contains(name) || (Origin.isLoopback(plain.host()) && !tlsHosts.contains(name));
        return isPlain ? plain : HttpUrl.get("https://" + registry + "/v2/");
    }

    /**
     * Refuses to go from one URL to another where less protection waits.
     *
     * @throws RefusedException if it does
     */
    void checkStep(HttpUrl from, HttpUrl to, String what) throws IOException {
        if (to.isHttps()) {
            return;
        }
        if (from.isHttps()) {
            throw new RefusedException(what + " leads from https to " + Urls.redacted(to)
                    + "; refusing to go on without" + " TLS. Ask the registry's operator to correct it");
        }
        if (!Origin.isLoopback(to.host()) && !isNamed(to)) {
            throw new RefusedException(what + " leads to " + Urls.redacted(to) + ": plain HTTP is spoken only with"
                    + " loopback and with hosts that plainHttp(..) names");
        }
    }

    /** Says how to ask a registry over the other scheme, if it does not seem to speak that of its URL. */
    String otherScheme(Access access) {
        String name = "(\"" + access.registry() + "\") on the builder of the client";
        if (access.origin().isPlain()) {
            boolean named = plainHosts.contains(access.registry().toLowerCase(Locale.ROOT));
            return "if the registry speaks TLS, " + (named ? "do not call plainHttp" : "call https") + name;
        }
        boolean named = access.origin().isLoopback();
        return "if the registry speaks plain HTTP, " + (named ? "do not call https" : "call plainHttp") + name;
    }

    /** Tells whether the user named the host of a URL for plain HTTP. */
    boolean isNamed(HttpUrl url) {
        return plainHosts.contains(url.host() + ":" + url.port())
                || (url.port() == 80 && plainHosts.contains(url.host()));
    }
}

package dev.dockdash.registry;

import dev.dockdash.internal.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Gets tokens from the server that a registry names.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token authentication</a>
 */
record TokenServer(Transport transport, Clock clock) {

    private static final int MAX_ANSWER = 1024 * 1024;
    private static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(60);
    private static final long LONGEST_LIFETIME = Duration.ofDays(1).toSeconds();
    private static final String CLIENT_ID = "dockdash";
    private static final Set<Integer> NO_POST = Set.of(400, 401, 404, 405);
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");

    /**
     * Returns a token for an access.
     *
     * @throws RegistryException if the server refuses it
     * @throws IOException if the server cannot be reached or trusted, or answers with something else
     */
    Token fetch(Challenge challenge, Access access, Optional<Credentials> credentials) throws IOException {
        if (credentials.isPresent() && credentials.get().kind() == Credentials.Kind.REGISTRY_TOKEN) {
            return new Token(credentials.get().secret(), Instant.MAX);
        }
        HttpUrl realm = realm(challenge, access);
        if (credentials.isPresent() && credentials.get().kind() == Credentials.Kind.IDENTITY_TOKEN) {
            try {
                return token(post(realm, challenge, access, credentials.get()));
            } catch (RegistryException e) {
                if (!NO_POST.contains(e.status())) {
                    throw e;
                }
            }
        }
        return token(get(realm, challenge, access, credentials));
    }

    private static Request post(HttpUrl realm, Challenge challenge, Access access, Credentials credentials) {
        FormBody.Builder form = new FormBody.Builder()
                .add("grant_type", "refresh_token")
                .add("client_id", CLIENT_ID)
                .add("refresh_token", credentials.secret())
                .add("scope", String.join(" ", access.scopes()));
        challenge.parameter("service").ifPresent(service -> form.add("service", service));
        return new Request.Builder().url(realm).post(form.build()).build();
    }

    private static Request get(HttpUrl realm, Challenge challenge, Access access, Optional<Credentials> credentials) {
        HttpUrl.Builder url = realm.newBuilder();
        challenge.parameter("service").ifPresent(service -> url.addQueryParameter("service", service));
        access.scopes().forEach(scope -> url.addQueryParameter("scope", scope));
        Request.Builder request = new Request.Builder().url(url.build());
        credentials.ifPresent(known -> request.header("Authorization", known.basicHeader()));
        return request.build();
    }

    private Token token(Request request) throws IOException {
        Expected expected = Expected.of("expected a token; redirects of token servers are not followed", 200);
        try (Response response = transport.direct(request, expected)) {
            return parse(request, transport.read(response, MAX_ANSWER, "the token server's answer"));
        }
    }

    private Token parse(Request request, byte[] answer) throws IOException {
        try {
            JsonObject json = JsonObject.parse(answer, "token");
            String value = json.text("token")
                    .filter(text -> !text.isEmpty())
                    .or(() -> json.text("access_token"))
                    .orElse("");
            if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException();
            }
            long seconds = json.number("expires_in").orElse(DEFAULT_LIFETIME.toSeconds());
            long lifetime = Math.min(Math.max(seconds, 0), LONGEST_LIFETIME);
            // Renewed a little before the end, so that it does not expire on the way.
            return new Token(value, clock.instant().plusMillis(lifetime * 900));
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes the answer.
            throw new RefusedException(request.method() + " " + Urls.redacted(request.url())
                    + ": expected a token as JSON with token or access_token but got something else; ask the"
                    + " registry's operator");
        }
    }

    private HttpUrl realm(Challenge challenge, Access access) throws IOException {
        HttpUrl realm = HttpUrl.parse(challenge.parameter("realm").orElse(""));
        if (realm == null) {
            throw new RefusedException("Asking for access to " + access.registry()
                    + ": the registry names a token server that is no http or https URL");
        }
        if (!isTrustworthy(realm, access)) {
            throw new RefusedException("Asking for access to " + access.registry() + ": the registry names the token"
                    + " server " + Urls.redacted(realm) + ", to which no credentials are sent; expected https and a"
                    + " public host. If it is right, name it with plainHttp(..)");
        }
        return realm.newBuilder().username("").password("").build();
    }

    private boolean isTrustworthy(HttpUrl realm, Access access) {
        Origin registry = access.origin();
        if (Origin.of(realm).equals(registry) || transport.schemes().isNamed(realm)) {
            return true;
        }
        boolean ownHost =
                realm.host().equals(registry.host()) || (registry.isLoopback() && Origin.isLoopback(realm.host()));
        return realm.isHttps() ? ownHost || !isInternal(realm.host()) : registry.isLoopback() && ownHost;
    }

    /** A registry must not make us knock at doors that only we can reach. */
    private static boolean isInternal(String host) {
        if (Origin.isLoopback(host)) {
            return true;
        }
        if (!ADDRESS.matcher(host).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
            return uniqueLocal
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }
}

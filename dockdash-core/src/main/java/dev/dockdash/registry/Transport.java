package dev.dockdash.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends requests to registries: allowed by an authorizer, redirected by rules, tried again when that may help, and turns
 * unexpected answers into exceptions. Thread-safe.
 */
final class Transport {

    private static final String USER_AGENT = "dockdash";

    private final HttpClients clients;
    private final EnvironmentProxies proxies;
    private final SchemeRules schemes;
    private final Redirects redirects;
    private final Authorizer authorizer;
    private final Retries retries;
    private final Duration stallLimit;

    Transport(
            HttpClients clients,
            EnvironmentProxies proxies,
            SchemeRules schemes,
            Authorizer authorizer,
            Retries retries,
            Duration stallLimit) {
        this.clients = clients;
        this.proxies = proxies;
        this.schemes = schemes;
        this.redirects = new Redirects(schemes);
        this.authorizer = authorizer;
        this.retries = retries;
        this.stallLimit = stallLimit;
    }

    /** Returns a transport that differs only in who allows its requests. */
    Transport with(Authorizer other) {
        return new Transport(clients, proxies, schemes, other, retries, stallLimit);
    }

    /** Returns a transport that gives up sooner than this one; a duration of zero is no limit. */
    Transport hurried(RetryPolicy policy, Duration connect, Duration stall, Duration request) {
        return new Transport(
                clients.hurried(connect, stall, request),
                proxies,
                schemes,
                authorizer,
                new Retries(policy, retries.waiting()),
                stall.compareTo(stallLimit) < 0 ? stall : stallLimit);
    }

    SchemeRules schemes() {
        return schemes;
    }

    HttpClients clients() {
        return clients;
    }

    Retries retries() {
        return retries;
    }

    /** Returns a watch for one transfer. */
    StallWatch newWatch() {
        return new StallWatch(stallLimit, retries.waiting().nanoTime());
    }

    /**
     * Sends a request that may be repeated, as often as that may help, and returns the answer, which the caller closes.
     *
     * @throws RegistryException if the status is not one of the expected
     * @throws IOException if the registry cannot be reached
     */
    Response send(Request request, Expected expected) throws IOException {
        return retries.run(number -> once(request, expected));
    }

    /**
     * Sends a request and returns the answer, which the caller closes.
     *
     * @throws RegistryException if the status is not one of the expected
     * @throws IOException if the registry cannot be reached
     */
    Response once(Request request, Expected expected) throws IOException {
        Response response = authorized(request);
        if (expected.accepts(response.code())) {
            return response;
        }
        try (response) {
            throw failure(request, response, expected.hint());
        }
    }

    /**
     * Sends a request as it is, without anything added and without following redirects, and returns the answer, which the
     * caller closes.
     *
     * @throws RegistryException if the status is not one of the expected
     * @throws IOException if the server cannot be reached
     */
    Response direct(Request request, Expected expected) throws IOException {
        Response response = exchange(request);
        if (expected.accepts(response.code())) {
            return response;
        }
        try (response) {
            throw failure(request, response, expected.hint());
        }
    }

    /**
     * Reads an answer whole.
     *
     * @throws IOException if it is larger than {@code max} bytes or breaks off
     */
    byte[] read(Response response, int max, String what) throws IOException {
        Request request = response.request();
        StallWatch watch = newWatch();
        try (InputStream in = new WatchedInputStream(response.body().byteStream(), watch)) {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) {
                throw new RefusedException(request.method() + " " + Urls.redacted(request.url()) + ": " + what
                        + " is larger than " + max + " bytes; refusing it");
            }
            return bytes;
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw ConnectionException.of(request, e);
        }
    }

    private Response authorized(Request request) throws IOException {
        Access access = request.tag(Access.class);
        if (access == null || !access.origin().equals(Origin.of(request.url()))) {
            return redirects.follow(request, this::exchange);
        }
        Optional<String> header = authorizer.known(access);
        // To be asked for a token is no refusal of one: what then comes may have expired in the hands of another
        // thread.
        int answers = header.isPresent() ? 1 : 2;
        Response response = redirects.follow(with(request, header), this::exchange);
        while (answers-- > 0 && isRefused(access, response)) {
            Optional<String> other = answer(access, header, response);
            if (other.isEmpty()) {
                break;
            }
            response.close();
            header = other;
            response = redirects.follow(with(request, header), this::exchange);
        }
        return response;
    }

    private static boolean isRefused(Access access, Response response) {
        return response.code() == 401
                && access.origin().equals(Origin.of(response.request().url()));
    }

    /** Servers that speak TLS answer 400 to plain HTTP, in words of their own. */
    private static boolean isPlain(Access access, Response response) {
        return access.origin().isPlain()
                && access.origin().equals(Origin.of(response.request().url()));
    }

    private Optional<String> answer(Access access, Optional<String> refused, Response response) throws IOException {
        try {
            return authorizer.answer(access, refused, response);
        } catch (IOException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    private static Request with(Request request, Optional<String> authorization) {
        return authorization
                .map(value ->
                        request.newBuilder().header("Authorization", value).build())
                .orElse(request);
    }

    private Response exchange(Request request) throws IOException {
        proxies.check(request.url());
        try {
            return execute(clients.of(request.url()).newCall(named(request)));
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw ConnectionException.of(request, e, nextStep(request, e));
        }
    }

    /** OkHttp is written in Kotlin, and throws what it does not declare at who is interrupted while it connects. */
    private static Response execute(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            if (!(e instanceof InterruptedException)) {
                throw new IllegalStateException(e);
            }
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private String nextStep(Request request, IOException failure) {
        Access access = request.tag(Access.class);
        return access != null
                        && access.origin().equals(Origin.of(request.url()))
                        && ConnectionException.mayBeOfOtherScheme(request, failure)
                ? "; " + schemes.otherScheme(access)
                : "";
    }

    private static Request named(Request request) {
        return request.newBuilder().header("User-Agent", USER_AGENT).build();
    }

    private RegistryException failure(Request request, Response response, String hint) {
        HttpUrl answered = response.request().url();
        String where = Origin.of(answered).equals(Origin.of(request.url()))
                ? ""
                : "; the answer came from " + Origin.of(answered) + ", to which it was redirected";
        List<RegistryError> errors = ErrorBody.read(response, newWatch());
        Access access = request.tag(Access.class);
        return new RegistryException(
                request.method(),
                Urls.redacted(request.url()),
                response.code(),
                errors,
                response.header("Retry-After"),
                hint + where + (access == null ? "" : nextStep(response, access, errors.isEmpty())));
    }

    private String nextStep(Response response, Access access, boolean unexplained) {
        int status = response.code();
        return switch (status) {
            case 400 -> unexplained && isPlain(access, response) ? "; " + schemes.otherScheme(access) : "";
            case 401 -> "; " + authorizer.refused(access);
            case 403 -> "; ask for the right to do " + access.scopes() + ". " + authorizer.refused(access);
            case 413 -> "; the registry limits the size of a request: let blobs be sent in chunks, or raise its limit";
            case 429 -> "; the registry limits how often it is asked: log in, or try again later";
            default -> status >= 500 ? "; try again later, or ask the registry's operator" : "";
        };
    }
}

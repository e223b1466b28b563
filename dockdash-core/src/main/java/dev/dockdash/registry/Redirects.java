package dev.dockdash.registry;

import java.io.IOException;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Follows redirects by hand: what is for one origin is not carried to another. */
record Redirects(SchemeRules schemes) {

    private static final int MAX_HOPS = 10;
    private static final Set<Integer> KEEP_METHOD = Set.of(307, 308);
    private static final Set<Integer> ANY = Set.of(301, 302, 303, 307, 308);

    /** Sends one request. */
    @FunctionalInterface
    interface Sender {
        Response send(Request request) throws IOException;
    }

    /**
     * Sends a request and follows where it leads.
     *
     * @throws RefusedException if it leads where it is not safe to go, or nowhere
     */
    Response follow(Request request, Sender sender) throws IOException {
        Request current = request;
        for (int hop = 0; hop <= MAX_HOPS; hop++) {
            Response response = sender.send(current);
            if (!ANY.contains(response.code()) || response.header("Location") == null) {
                return response;
            }
            try (response) {
                current = next(current, response);
            }
        }
        throw new RefusedException(describe(request) + ": redirected more than " + MAX_HOPS + " times; is it a loop?");
    }

    private Request next(Request request, Response response) throws IOException {
        HttpUrl target = target(request, response.header("Location"));
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reads && !KEEP_METHOD.contains(response.code())) {
            throw new RefusedException(describe(request) + ": the registry answered " + response.code()
                    + ", which would turn it into a GET; expected 307 or 308");
        }
        Request.Builder next = request.newBuilder().url(target);
        if (!Origin.of(target).equals(Origin.of(request.url()))) {
            next.removeHeader("Authorization").removeHeader("Cookie");
        }
        return next.build();
    }

    private HttpUrl target(Request request, @Nullable String location) throws IOException {
        HttpUrl target = location == null ? null : request.url().resolve(location);
        if (target == null) {
            throw new RefusedException(
                    describe(request) + ": redirected to something that is no http or https URL; refusing to follow");
        }
        schemes.checkStep(request.url(), target, describe(request) + ": a redirect");
        return target;
    }

    private static String describe(Request request) {
        return request.method() + " " + Urls.redacted(request.url());
    }
}

package dev.dockdash.registry;

import dev.dockdash.internal.json.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Reads a list that a registry gives out in pages. */
record Pages(Transport transport, Access access) {

    private static final int MAX_SIZE = 64 * 1024 * 1024;
    private static final int MAX_PAGES = 100_000;
    private static final Pattern NEXT =
            Pattern.compile("<([^<>]*+)>\\s*+;[^,<]*?rel\\s*+=\\s*+\"?next\"?", Pattern.CASE_INSENSITIVE);

    /** One page. */
    record Page(JsonObject json, Response response) {}

    /**
     * Reads all pages from the first on.
     *
     * @throws IOException if one cannot be had or read, leads to another origin, or leads back
     */
    void read(HttpUrl first, Expected expected, Consumer<Page> consumer) throws IOException {
        Set<HttpUrl> seen = new HashSet<>();
        int left = MAX_SIZE;
        Optional<HttpUrl> url = Optional.of(first);
        while (url.isPresent()) {
            if (!seen.add(url.get()) || seen.size() > MAX_PAGES) {
                throw new RefusedException("GET " + Urls.redacted(first)
                        + ": the registry's pages lead round in a circle, or are more than " + MAX_PAGES);
            }
            Read page = readOne(url.get(), expected, left, consumer);
            left -= page.size();
            url = page.next();
        }
    }

    /** What is known of a page after it was read. */
    private record Read(int size, Optional<HttpUrl> next) {}

    private Read readOne(HttpUrl url, Expected expected, int left, Consumer<Page> consumer) throws IOException {
        Request get = Repository.request(url, access).build();
        try (Response response = transport.send(get, expected)) {
            byte[] bytes = transport.read(response, left, "the list, all its pages together");
            try {
                consumer.accept(new Page(JsonObject.parse(bytes, "list"), response));
            } catch (IllegalArgumentException e) {
                throw new RefusedException(
                        "GET " + Urls.redacted(url) + ": the list cannot be read: " + e.getMessage());
            }
            return new Read(bytes.length, next(url, response));
        }
    }

    private static Optional<HttpUrl> next(HttpUrl url, Response response) throws IOException {
        for (String header : response.headers("Link")) {
            Matcher link = NEXT.matcher(header);
            if (link.find()) {
                HttpUrl next = url.resolve(link.group(1));
                if (next == null || !Origin.of(next).equals(Origin.of(url))) {
                    throw new RefusedException(
                            "GET " + Urls.redacted(url) + ": the next page is at another host; refusing to go there");
                }
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}

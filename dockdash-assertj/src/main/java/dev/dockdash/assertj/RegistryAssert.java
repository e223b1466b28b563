package dev.dockdash.assertj;

import dev.dockdash.oci.Digest;
import dev.dockdash.testregistry.RecordedRequest;
import dev.dockdash.testregistry.RegistryHandle;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a registry was asked and what it holds.
 *
 * <p>What was asked is told by the recorded requests of an embedded registry, the latest ten thousand of them; any other
 * registry ends these checks in an {@link IllegalArgumentException}. What an embedded registry holds is looked up without
 * a request: it may ask for a password, and no fault strikes the check. Any other registry is asked over HTTP, without
 * credentials: one that wants some ends these checks in an {@link java.io.UncheckedIOException}.
 *
 * <p>Not thread-safe.
 */
public class RegistryAssert extends AbstractDockdashAssert<RegistryAssert, RegistryHandle> {

    RegistryAssert(@Nullable RegistryHandle actual, Reporter reporter) {
        super(
                actual,
                RegistryAssert.class,
                Context.of(actual == null ? "registry" : actual.hostAndPort(), null, reporter));
    }

    /**
     * Checks how many blobs were uploaded; those that were mounted or there already do not count.
     *
     * <pre>{@code
     * assertThat(registry).receivedUploads(2); // passes after the first push of an image of one layer and its config
     * assertThat(registry).receivedUploads(4); // fails after the second: nothing is sent again
     * }</pre>
     *
     * @throws AssertionError if there were more or less; the message lists them
     */
    public RegistryAssert receivedUploads(int expected) {
        return check(registry -> {
            List<RecordedRequest> uploads = requests(registry, BlobRequests::isUpload);
            if (uploads.size() != expected) {
                throw unequal(
                        "number of uploaded blobs",
                        expected,
                        uploads.size(),
                        message -> message.withEach("uploads", lines(uploads)));
            }
        });
    }

    /**
     * Checks that a blob was uploaded.
     *
     * <pre>{@code
     * assertThat(registry).receivedUploadOf(layer.digest()); // fails if it was mounted or there already
     * }</pre>
     *
     * @throws AssertionError if it was not
     */
    public RegistryAssert receivedUploadOf(Digest digest) {
        return check(
                registry -> requireSome("an upload of " + digest, registry, uploadOf(digest), BlobRequests::isUpload));
    }

    /**
     * Checks that a blob was not uploaded.
     *
     * <pre>{@code
     * assertThat(registry).receivedNoUploadOf(baseLayer.digest()); // fails if it was sent
     * }</pre>
     *
     * @throws AssertionError if it was
     */
    public RegistryAssert receivedNoUploadOf(Digest digest) {
        return check(registry -> {
            List<RecordedRequest> uploads = requests(registry, uploadOf(digest));
            if (!uploads.isEmpty()) {
                throw failure(Message.expecting("no upload of " + digest).withEach("uploads", lines(uploads)));
            }
        });
    }

    /**
     * Checks that a blob was mounted from another repository instead of being sent.
     *
     * <pre>{@code
     * assertThat(registry).mountedBlob(baseLayer.digest()); // fails if it was uploaded
     * }</pre>
     *
     * @throws AssertionError if it was not
     */
    public RegistryAssert mountedBlob(Digest digest) {
        return check(registry -> requireSome(
                "a mount of " + digest,
                registry,
                request -> BlobRequests.isMountOf(request, digest),
                BlobRequests::isUpload));
    }

    /**
     * Checks how many requests of a kind were served.
     *
     * <pre>{@code
     * assertThat(registry).receivedRequests("PUT", "/v2/**}{@code /manifests/*", 1); // fails after two pushes
     * }</pre>
     *
     * @param method the method in upper case, or {@code *} for any
     * @param path a pattern in which {@code *} stays between slashes and {@code **} does not
     * @throws AssertionError if there were more or less; the message lists them
     * @throws IllegalArgumentException if the pattern is malformed
     */
    public RegistryAssert receivedRequests(String method, String path, int expected) {
        return check(registry -> {
            List<RecordedRequest> found = requests(registry, request -> request.matches(method, path));
            if (found.size() != expected) {
                throw unequal(
                        "number of requests " + method + " " + path,
                        expected,
                        found.size(),
                        message -> message.withEach("requests", lines(found)));
            }
        });
    }

    /**
     * Checks that there is a repository of that name, with at least one tag.
     *
     * <pre>{@code
     * assertThat(registry).hasRepository("web"); // fails before the first push
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws java.io.UncheckedIOException if the registry does not answer
     */
    public RegistryAssert hasRepository(String name) {
        return requireHeld("repository " + name, holdings -> holdings.hasRepository(name));
    }

    /**
     * Checks that a tag is there.
     *
     * <pre>{@code
     * assertThat(registry).hasTag("web", "1");      // passes
     * assertThat(registry).hasTag("web", "latest"); // fails if it was not pushed
     * }</pre>
     *
     * @throws AssertionError if it is not
     * @throws java.io.UncheckedIOException if the registry does not answer
     */
    public RegistryAssert hasTag(String repository, String tag) {
        return requireHeld("tag " + repository + ":" + tag, holdings -> holdings.hasManifest(repository, tag));
    }

    /**
     * Checks that a manifest or index is there.
     *
     * <pre>{@code
     * assertThat(registry).hasManifest("web", image.digest()); // fails if only another image was pushed
     * }</pre>
     *
     * @throws AssertionError if it is not
     * @throws java.io.UncheckedIOException if the registry does not answer
     */
    public RegistryAssert hasManifest(String repository, Digest digest) {
        return requireHeld(
                "manifest " + repository + "@" + digest,
                holdings -> holdings.hasManifest(repository, digest.toString()));
    }

    /**
     * Checks that a blob is there.
     *
     * <pre>{@code
     * assertThat(registry).hasBlob("web", layer.digest()); // fails if it is in another repository only
     * }</pre>
     *
     * @throws AssertionError if it is not
     * @throws java.io.UncheckedIOException if the registry does not answer
     */
    public RegistryAssert hasBlob(String repository, Digest digest) {
        return requireHeld("blob " + digest + " of " + repository, holdings -> holdings.hasBlob(repository, digest));
    }

    /**
     * Checks that a manifest refers to another as its subject, such as a signature to an image.
     *
     * <pre>{@code
     * assertThat(registry).hasReferrer("web", image.digest()); // fails for an image that is not signed
     * }</pre>
     *
     * @throws AssertionError if none does
     * @throws java.io.UncheckedIOException if the registry does not answer
     */
    public RegistryAssert hasReferrer(String repository, Digest subject) {
        return require(
                "a referrer of " + subject + " in " + repository + ", but there is none",
                holdings -> holdings.hasReferrer(repository, subject));
    }

    private static Predicate<RecordedRequest> uploadOf(Digest digest) {
        return request -> BlobRequests.isUploadOf(request, digest);
    }

    private void requireSome(
            String what,
            RegistryHandle registry,
            Predicate<RecordedRequest> wanted,
            Predicate<RecordedRequest> nearest) {
        if (requests(registry, wanted).isEmpty()) {
            throw failure(Message.expecting(what + ", but there was none")
                    .withEach("uploads", lines(requests(registry, nearest))));
        }
    }

    private RegistryAssert requireHeld(String what, Question question) {
        return require(what + " to be in the registry, but it is not", question);
    }

    private RegistryAssert require(String expected, Question question) {
        return check(registry -> {
            if (!reading("the registry", () -> question.ask(RegistryHoldings.of(registry)))) {
                throw failure(Message.expecting(expected));
            }
        });
    }

    /** Asks for one thing. */
    @FunctionalInterface
    private interface Question {
        boolean ask(RegistryHoldings holdings) throws IOException;
    }

    private static List<RecordedRequest> requests(RegistryHandle registry, Predicate<RecordedRequest> wanted) {
        return registry
                .inProcess()
                .orElseThrow(
                        () -> new IllegalArgumentException("Checking what " + registry.uri() + " was asked: expected"
                                + " an embedded registry, which records its requests, but this one runs elsewhere"))
                .requests()
                .stream()
                .filter(wanted)
                .toList();
    }

    private static List<String> lines(List<RecordedRequest> requests) {
        return requests.stream().map(BlobRequests::line).toList();
    }
}

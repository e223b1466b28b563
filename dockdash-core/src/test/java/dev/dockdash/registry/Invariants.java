package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Digest;
import dev.dockdash.testregistry.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What holds whatever fails.
 *
 * <ol>
 *   <li>It fails, or it did all that was asked.
 *   <li>The tag leads to what it led to before or to what was pushed, with every part of it.
 *   <li>Every blob in the cache is what its name says, and nothing half done is left.
 *   <li>What is secret is in no log, no exception and no request to anyone else.
 *   <li>Files beside the cache are untouched.
 *   <li>It ends in time and leaves no thread, no connection in use and no open file.
 * </ol>
 */
final class Invariants {

    /** The form of the tokens that the registry gives out. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\w-])(?=[\\w-]*[0-9])(?=[\\w-]*[A-Z])[\\w-]{43}(?![\\w-])");

    private final FaultScene scene;
    private final Map<String, String> beside;
    private final Set<String> tags =
            new HashSet<>(Set.of(FaultImages.OLD.digest().toString()));
    private final WatchedRun run = new WatchedRun();

    private Invariants(FaultScene scene) throws IOException {
        this.scene = scene;
        this.beside = snapshot(scene.folder());
    }

    /** Remembers how all is before something is done. */
    static Invariants before(FaultScene scene) throws IOException {
        return new Invariants(scene);
    }

    /** Lets the tag lead to something else too. */
    Invariants allow(Digest digest) {
        tags.add(digest.toString());
        return this;
    }

    /** Does something, and returns how it failed. */
    Optional<Throwable> run(FaultOperation operation) throws InterruptedException {
        return run(operation, scene.client());
    }

    private Optional<Throwable> run(FaultOperation operation, RegistryClient client) throws InterruptedException {
        Optional<Throwable> failure = run.run(() -> operation.action().run(client, scene));
        run.requireNothingLeft(client, scene.folder());
        return failure;
    }

    /** Checks all of it, in a scene where nothing fails any more. */
    void check(Optional<Throwable> failure, FaultOperation operation) throws IOException {
        failure.ifPresent(e -> assertThat(e).as("1: how it failed").isInstanceOf(IOException.class));
        requireTag(failure, operation);
        requireCache();
        requireSecrecy(failure);
        assertThat(snapshot(scene.folder())).as("5: files beside").isEqualTo(beside);
    }

    private void requireTag(Optional<Throwable> failure, FaultOperation operation) throws IOException {
        String tag = StoredTag.digest(scene.registry(), "app", "1", FaultScene.USER, scene.password());
        if (failure.isPresent()) {
            Set<String> allowed = new HashSet<>(tags);
            allowed.add(operation.tag().toString());
            assertThat(tag).as("2: the tag after a failure").isIn(allowed);
        } else {
            assertThat(tag)
                    .as("2: the tag after a success")
                    .isEqualTo(operation.tag().toString());
        }
    }

    private void requireCache() throws IOException {
        Path folder = scene.cache().folder();
        if (!Files.exists(folder)) {
            return;
        }
        BlobCache.at(folder).newBlob().close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.startsWith(folder.resolve("tmp")))
                        .as("3: a temporary file is left: %s", file)
                        .isFalse();
                if (file.startsWith(folder.resolve("blobs"))) {
                    assertThat(StoredTag.sha256(Files.readAllBytes(file)))
                            .as("3: a blob in the cache")
                            .isEqualTo("sha256:" + file.getFileName());
                }
            }
        }
    }

    private void requireSecrecy(Optional<Throwable> failure) {
        failure.ifPresent(e -> requireNoSecret("4: an exception", messages(e, new ArrayList<>())));
        requireNoSecret("4: the log", run.logged());
        for (RecordedRequest request : scene.registry().requests()) {
            requireNoSecret("4: a request", List.of(request + " " + request.headers()));
        }
        scene.other().asked().forEach(asked -> {
            assertThat(asked.header("Authorization"))
                    .as("4: another server was sent")
                    .isEmpty();
            requireNoSecret("4: a request to another server", List.of(asked + " " + asked.headers() + asked.text()));
        });
    }

    private void requireNoSecret(String where, List<String> texts) {
        String secret = scene.credentials().secret();
        Base64.Encoder encoder = Base64.getEncoder();
        List<String> secrets = List.of(
                secret,
                scene.password(),
                scene.credentials().basicHeader().substring("Basic ".length()),
                encoder.encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        for (String text : texts) {
            assertThat(text).as(where).doesNotContain(secrets);
            Matcher token = TOKEN.matcher(text);
            assertThat(token.find()).as("%s has a token: %s", where, text).isFalse();
        }
    }

    private static List<String> messages(Throwable e, List<String> all) {
        all.add(e.toString());
        if (e.getCause() != null) {
            messages(e.getCause(), all);
        }
        for (Throwable suppressed : e.getSuppressed()) {
            messages(suppressed, all);
        }
        return all;
    }

    private static Map<String, String> snapshot(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !file.equals(folder) && !file.startsWith(folder.resolve("cache")))
                    .forEach(file -> all.put(folder.relativize(file).toString(), state(file)));
        }
        return all;
    }

    private static String state(Path file) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String content = attributes.isSymbolicLink()
                    ? Files.readSymbolicLink(file).toString()
                    : attributes.isRegularFile() ? StoredTag.sha256(Files.readAllBytes(file)) : "";
            return attributes.permissions() + " " + attributes.lastModifiedTime() + " " + content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

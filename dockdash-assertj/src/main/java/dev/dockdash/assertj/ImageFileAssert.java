package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractPathAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.MapAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what is at a path of the merged filesystem.
 *
 * <p>Every check but {@link #doesNotExist} first checks that something is there. A symbolic link at the end of the path is
 * itself what is checked; {@link #followingLinks}, {@link #content} and {@link #bytes} go where it leads, inside the
 * image. Messages say which layer the entry comes from, and what the image's history tells of that layer.
 *
 * <p>Not thread-safe.
 */
public class ImageFileAssert extends AbstractFileAccessAssert<ImageFileAssert> {

    ImageFileAssert(@Nullable ImageFilesystem filesystem, String path, Context context) {
        this(filesystem == null ? null : filesystem.find(path).orElse(null), filesystem, path, context);
    }

    private ImageFileAssert(
            @Nullable FileEntry actual, @Nullable ImageFilesystem filesystem, String path, Context context) {
        super(actual, filesystem, path, ImageFileAssert.class, context);
    }

    /**
     * Checks the length of a file in bytes.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").hasSize(17); // fails for 18 bytes
     * }</pre>
     *
     * @throws AssertionError if it is another, or no file is at the path
     */
    public ImageFileAssert hasSize(long expected) {
        return check(entry -> {
            requireType(entry, FileType.REGULAR_FILE);
            requireSame("size in bytes", entry, String.valueOf(expected), String.valueOf(entry.size()));
        });
    }

    /**
     * Checks the digest of the content; links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.jar").hasDigest("sha256:9f2c..."); // fails for another content
     * }</pre>
     *
     * @throws AssertionError if it is another, or the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    public ImageFileAssert hasDigest(Digest expected) {
        return check(entry -> {
            String found = Digest.of(expected.algorithm(), read(entry)).toString();
            requireSame("digest", entry, expected.toString(), found);
        });
    }

    /**
     * Checks the digest of the content, as {@link #hasDigest(Digest)} does.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.jar").hasDigest(digestOfTheJar); // passes if it was copied unchanged
     * assertThat(image).file("/app/app.jar").hasDigest(otherDigest);    // fails for another build of it
     * }</pre>
     *
     * @throws AssertionError if it is another, or the path does not lead to a file
     * @throws IllegalArgumentException if the text is not a digest
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    public ImageFileAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks the modification time.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").hasModificationTime(Instant.EPOCH); // fails for today
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageFileAssert hasModificationTime(Instant expected) {
        return check(entry -> requireSame(
                "modification time",
                entry,
                expected.toString(),
                entry.modified().toString()));
    }

    /**
     * Goes on with what the path leads to after all links, inside the image; that there is something is for the next
     * check to ask.
     *
     * <pre>{@code
     * assertThat(image).file("/bin/sh").followingLinks().isRegularFile(); // passes if it leads to /bin/busybox
     * assertThat(image).file("/bin/no").followingLinks().isRegularFile(); // fails: nothing is there
     * }</pre>
     *
     * @throws AssertionError if nothing is at the path itself
     */
    @CheckReturnValue
    public ImageFileAssert followingLinks() {
        return navigate(
                entry -> new ImageFileAssert(tree().resolve(path()).orElse(null), tree(), path(), context()),
                unreachable -> new ImageFileAssert(null, path(), unreachable));
    }

    /**
     * Checks what the path leads to after all links and comes back.
     *
     * <pre>{@code
     * assertThat(image).file("/bin/sh").followingLinks(file -> file.isRegularFile()); // passes for busybox
     * assertThat(image).file("/bin/no").followingLinks(file -> file.isRegularFile()); // fails: nothing is there
     * }</pre>
     *
     * @throws AssertionError if nothing is at the path itself
     */
    public ImageFileAssert followingLinks(Consumer<ImageFileAssert> checks) {
        checks.accept(followingLinks());
        return myself;
    }

    /**
     * Goes on with the content of the file as text in UTF-8; links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/os-release").content().contains("ID=alpine");
     * assertThat(image).file("/etc").content().contains("ID=alpine"); // fails: a directory has no content
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public AbstractStringAssert<?> content() {
        return text(path(), reach(this::read).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    /**
     * Checks the content as text in UTF-8 and comes back; links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/os-release").content(text -> text.contains("ID=alpine"));
     * assertThat(image).file("/etc").content(text -> text.contains("ID=alpine")); // fails: a directory has no content
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    public ImageFileAssert content(Consumer<AbstractStringAssert<?>> checks) {
        checks.accept(content());
        return myself;
    }

    /**
     * Goes on with the content of the file; links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.jar").bytes().startsWith(0x50, 0x4b); // passes for a jar
     * assertThat(image).file("/app").bytes().isEmpty();                      // fails: a directory has no content
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public AbstractByteArrayAssert<?> bytes() {
        return bytes(path(), reach(this::read));
    }

    /**
     * Goes on with the lines of the file as text in UTF-8, without their ends; links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/passwd").lines().contains("app:x:1000:1000::/app:/bin/sh");
     * assertThat(image).file("/etc/password").lines().isEmpty(); // fails: there is no such file
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public ListAssert<String> lines() {
        return texts(path(), reach(entry -> text(entry).lines().toList()));
    }

    /**
     * Goes on with the content of the file as JSON; that it is JSON is for the next check to ask.
     *
     * <pre>{@code
     * assertThat(image).file("/app/package.json").asJson().hasValue("/version", "\"1.0.0\"");
     * assertThat(image).file("/app/README").asJson().hasValue("/version", "1"); // fails: it is no JSON
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public JsonAssert asJson() {
        return navigate(
                entry -> new JsonAssert(text(entry), path(), context()),
                unreachable -> new JsonAssert(null, path(), unreachable));
    }

    /**
     * Checks the content of the file as JSON and comes back.
     *
     * <pre>{@code
     * assertThat(image).file("/app/package.json").asJson(json -> json.hasValue("/version", "\"1.0.0\""));
     * assertThat(image).file("/app/package").asJson(json -> json.hasValue("/a", "1")); // fails: no such file
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    public ImageFileAssert asJson(Consumer<JsonAssert> checks) {
        checks.accept(asJson());
        return myself;
    }

    /**
     * Goes on with the content of the file as YAML, which is asked as JSON of the same structure is. It needs
     * {@code org.snakeyaml:snakeyaml-engine} on the class path.
     *
     * <pre>{@code
     * assertThat(image).file("/app/application.yaml").asYaml().hasValue("/server/port", "8080");
     * assertThat(image).file("/app/application.yaml").asYaml().hasValue("/server/port", "80"); // fails for 8080
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file, or it is no YAML
     * @throws IllegalStateException if snakeyaml-engine is not on the class path
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public JsonAssert asYaml() {
        return navigate(
                entry -> new JsonAssert(yaml(entry), path(), context()),
                unreachable -> new JsonAssert(null, path(), unreachable));
    }

    /**
     * Checks the content of the file as YAML and comes back, as {@link #asYaml()} does.
     *
     * <pre>{@code
     * assertThat(image).file("/app/application.yaml").asYaml(yaml -> yaml.hasValue("/server/port", "8080"));
     * assertThat(image).file("/app/application").asYaml(yaml -> yaml.hasValue("/a", "1")); // fails: no such file
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file, or it is no YAML
     * @throws IllegalStateException if snakeyaml-engine is not on the class path
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    public ImageFileAssert asYaml(Consumer<JsonAssert> checks) {
        checks.accept(asYaml());
        return myself;
    }

    private String yaml(FileEntry entry) {
        try {
            return YamlText.parse(text(entry), path()).toString();
        } catch (IllegalArgumentException e) {
            throw failure(Message.expecting(what(entry) + " to be YAML, but it is not"));
        }
    }

    /**
     * Goes on with the content of the file as Java properties, sorted by name; links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/app/application.properties").asProperties().containsEntry("server.port", "8080");
     * assertThat(image).file("/app/application").asProperties().isEmpty(); // fails: there is no such file
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file, or it has a malformed escape
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public MapAssert<String, String> asProperties() {
        return textMap(path(), reach(this::properties));
    }

    private Map<String, String> properties(FileEntry entry) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(entry)));
        } catch (IOException | IllegalArgumentException e) {
            throw failure(Message.expecting(what(entry) + " to be properties, but it is not")
                    .with("reason", e.toString()));
        }
        Map<String, String> sorted = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> sorted.put(name, properties.getProperty(name)));
        return sorted;
    }

    /**
     * Goes on with a copy of the file on this machine, in a folder of its own below that for temporary files; it stays
     * there until the JVM ends. Links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/app/app.jar").extracted().hasSize(1_000);
     * assertThat(image).file("/app").extracted().exists(); // fails: it is no file
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read, or the copy not be written
     */
    @CheckReturnValue
    public AbstractPathAssert<?> extracted() {
        return path(path(), reach(this::extract));
    }

    private Path extract(FileEntry entry) {
        byte[] content = read(entry);
        return reading("a copy of " + path(), () -> {
            Path folder = Files.createTempDirectory("dockdash-");
            Path file = Files.write(folder.resolve(CanonicalPath.name(path())), content);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        });
    }

    private String text(FileEntry entry) {
        return new String(read(entry), StandardCharsets.UTF_8);
    }
}

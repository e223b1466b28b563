package dev.dockdash.assertj;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the tests of a structure test that need no container, and collects what fails, one line each. */
final class StructureTestRun {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))");

    private final Image image;
    private final ImageFilesystem filesystem;
    private final List<String> failures = new ArrayList<>();

    private StructureTestRun(Image image) throws IOException {
        this.image = image;
        this.filesystem = image.filesystem();
    }

    /**
     * Returns what fails.
     *
     * @throws IOException if a layer cannot be read
     */
    static List<String> of(Image image, StructureTest test) throws IOException {
        StructureTestRun run = new StructureTestRun(image);
        test.existence().forEach(run::existence);
        for (JsonNode content : test.content()) {
            run.content(content);
        }
        test.metadata()
                .ifPresent(metadata -> run.failures.addAll(new StructureMetadata(image.config()).check(metadata)));
        return run.failures;
    }

    private void existence(JsonNode test) {
        String path = expanded(test.path("path").asText());
        Optional<FileEntry> found = filesystem.find(path);
        boolean wanted = test.path("shouldExist").asBoolean(true);
        if (wanted != found.isPresent()) {
            fail(
                    "fileExistenceTests",
                    test,
                    path + (wanted ? " should exist, but does not" : " should not exist, but does"));
        }
        found.filter(entry -> wanted).ifPresent(entry -> attributes(test, entry));
    }

    private void attributes(JsonNode test, FileEntry entry) {
        String permissions = test.path("permissions").asText();
        if (!permissions.isEmpty()
                && !permissions.equals(FileListing.typeAndPermissions(entry))
                && !permissions.equals(FileListing.goMode(entry))) {
            fail(
                    "fileExistenceTests",
                    test,
                    entry.path() + " should have permissions " + permissions + " but has "
                            + FileListing.typeAndPermissions(entry));
        }
        number(test, "uid", entry.path(), entry.uid());
        number(test, "gid", entry.path(), entry.gid());
        String accessor = test.path("isExecutableBy").asText();
        if (!accessor.isEmpty()
                && !Accessor.valueOf(accessor.toUpperCase(Locale.ROOT)).mayExecute(entry.mode())) {
            fail(
                    "fileExistenceTests",
                    test,
                    entry.path() + " should be executable by " + accessor + " but is "
                            + FileListing.typeAndPermissions(entry));
        }
    }

    private void number(JsonNode test, String key, String path, long found) {
        if (test.has(key) && test.path(key).asLong() >= 0 && test.path(key).asLong() != found) {
            fail(
                    "fileExistenceTests",
                    test,
                    path + " should have " + key + " " + test.path(key).asLong() + " but has " + found);
        }
    }

    private void content(JsonNode test) throws IOException {
        String path = expanded(test.path("path").asText());
        if (filesystem.resolve(path).filter(FileEntry::isRegularFile).isEmpty()) {
            fail("fileContentTests", test, path + " should be a file, but is not");
            return;
        }
        String text = new String(filesystem.readAllBytes(path), StandardCharsets.UTF_8);
        for (JsonNode regex : test.path("expectedContents")) {
            if (!Pattern.compile(regex.asText()).matcher(text).find()) {
                fail("fileContentTests", test, path + " should contain " + regex.asText() + " but does not");
            }
        }
        for (JsonNode regex : test.path("excludedContents")) {
            if (Pattern.compile(regex.asText()).matcher(text).find()) {
                fail("fileContentTests", test, path + " should not contain " + regex.asText() + " but does");
            }
        }
    }

    /** Paths may name environment variables of the image. */
    private String expanded(String path) {
        Map<String, String> env = image.config().env();
        return VARIABLE.matcher(path).replaceAll(match -> {
            String name = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(env.getOrDefault(name, ""));
        });
    }

    private void fail(String kind, JsonNode test, String reason) {
        failures.add(kind + " \"" + test.path("name").asText() + "\": " + reason);
    }
}

package dev.dockdash.assertj;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tests in the format of container-structure-test, schema version 2.0.0, as they stand in a YAML file.
 *
 * @param file the file, for messages
 * @param existence its {@code fileExistenceTests}
 * @param content its {@code fileContentTests}
 * @param metadata its {@code metadataTest}
 * @param notRun what only a running container could tell
 * @see <a href="https://github.com/GoogleContainerTools/container-structure-test#readme">container-structure-test</a>
 */
record StructureTest(
        Path file, List<JsonNode> existence, List<JsonNode> content, Optional<JsonNode> metadata, List<String> notRun) {

    private static final Set<String> TOP = Set.of(
            "schemaVersion",
            "globalEnvVars",
            "containerRunOptions",
            "commandTests",
            "fileExistenceTests",
            "fileContentTests",
            "metadataTest",
            "licenseTests");

    private static final Set<String> EXISTENCE =
            Set.of("name", "path", "shouldExist", "permissions", "uid", "gid", "isExecutableBy");
    private static final Set<String> CONTENT = Set.of("name", "path", "expectedContents", "excludedContents");
    private static final Set<String> METADATA = Set.of(
            "envVars",
            "unboundEnvVars",
            "labels",
            "entrypoint",
            "cmd",
            "exposedPorts",
            "unexposedPorts",
            "volumes",
            "unmountedVolumes",
            "workdir",
            "user");

    /**
     * Reads a file; a key that is none of the format is refused, because a test with a misspelt key would pass.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not of the format, or has nothing that can be run here
     * @throws IllegalStateException if snakeyaml-engine is not on the class path
     */
    static StructureTest read(Path file) throws IOException {
        JsonNode yaml = YamlText.parse(Files.readString(file), file.toString());
        String version = yaml.path("schemaVersion").asText();
        if (!version.equals("2.0.0")) {
            throw invalid(file, "expected schemaVersion 2.0.0 but it is \"" + version + "\"");
        }
        requireKeys(file, "the document", yaml, TOP);
        List<JsonNode> existence = elements(file, yaml, "fileExistenceTests", EXISTENCE);
        List<JsonNode> content = elements(file, yaml, "fileContentTests", CONTENT);
        Optional<JsonNode> metadata = Optional.ofNullable(yaml.get("metadataTest"));
        metadata.ifPresent(test -> requireKeys(file, "metadataTest", test, METADATA));
        if (existence.isEmpty() && content.isEmpty() && metadata.isEmpty()) {
            throw invalid(
                    file, "it has no file existence, file content or metadata tests, which are those that run here");
        }
        return new StructureTest(file, existence, content, metadata, notRun(yaml));
    }

    private static List<String> notRun(JsonNode yaml) {
        List<String> lines = new ArrayList<>();
        yaml.path("commandTests")
                .forEach(test -> lines.add("commandTests \"" + test.path("name").asText() + "\""));
        for (int i = 0; i < yaml.path("licenseTests").size(); i++) {
            lines.add("licenseTests " + i);
        }
        return lines;
    }

    private static List<JsonNode> elements(Path file, JsonNode yaml, String key, Set<String> keys) {
        List<JsonNode> tests = new ArrayList<>();
        for (JsonNode test : yaml.path(key)) {
            requireKeys(file, key, test, keys);
            if (!test.path("path").isTextual()) {
                throw invalid(file, "a test of " + key + " has no path");
            }
            tests.add(test);
        }
        return tests;
    }

    private static void requireKeys(Path file, String where, JsonNode node, Set<String> keys) {
        if (!node.isObject()) {
            throw invalid(file, "expected names and values in " + where);
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!keys.contains(name)) {
                throw invalid(file, "unknown key \"" + name + "\" in " + where);
            }
        });
    }

    private static IllegalArgumentException invalid(Path file, String reason) {
        return new IllegalArgumentException("Invalid structure test " + file + ": " + reason);
    }

    /** Returns how many tests can be run here; the metadata test is one. */
    int count() {
        return existence.size() + content.size() + (metadata.isPresent() ? 1 : 0);
    }
}

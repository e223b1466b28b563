package dev.dockdash.assertj;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dockdash.oci.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the metadata test of a structure test. A field that is given empty must be empty. */
final class StructureMetadata {

    private final ImageConfig config;
    private final List<String> failures = new ArrayList<>();

    StructureMetadata(ImageConfig config) {
        this.config = config;
    }

    /** Returns what fails. */
    List<String> check(JsonNode test) {
        test.path("envVars").forEach(variable -> named("environment variable", variable, config.env()));
        test.path("labels").forEach(label -> named("label", label, config.labels()));
        test.path("unboundEnvVars").forEach(this::unbound);
        words("entrypoint", test, config.entrypoint());
        words("cmd", test, config.cmd());
        text("workdir", test, config.workingDir());
        text("user", test, config.user());
        Set<String> ports = ExposedPort.found(config.exposedPorts().stream());
        members("exposed port", test.path("exposedPorts"), StructureMetadata::port, ports, true);
        members("exposed port", test.path("unexposedPorts"), StructureMetadata::port, ports, false);
        Set<String> volumes =
                config.volumes().stream().map(CanonicalPath::ofEntry).collect(Collectors.toSet());
        members("volume", test.path("volumes"), CanonicalPath::ofEntry, volumes, true);
        members("volume", test.path("unmountedVolumes"), CanonicalPath::ofEntry, volumes, false);
        return failures;
    }

    private void named(String what, JsonNode wanted, Map<String, String> found) {
        String key = wanted.path("key").asText();
        String value = wanted.path("value").asText();
        Optional<String> actual = Optional.ofNullable(found.get(key));
        boolean regex = wanted.path("isRegex").asBoolean();
        boolean same = actual.filter(
                        text -> regex ? Pattern.compile(value).matcher(text).find() : text.equals(value))
                .isPresent();
        if (!same) {
            String shown = SecretName.looksSecret(key)
                    ? "a value, which is not shown"
                    : (regex ? "a match of " : "") + Message.show(value);
            String but = SecretName.looksSecret(key) && actual.isPresent() ? "another" : Message.show(actual);
            fail(what + " " + key + " should be " + shown + " but is " + but);
        }
    }

    private void unbound(JsonNode variable) {
        String key = variable.isObject() ? variable.path("key").asText() : variable.asText();
        if (config.env().containsKey(key)) {
            fail("environment variable " + key + " should not be set, but is");
        }
    }

    private void words(String key, JsonNode test, List<String> found) {
        if (test.has(key)) {
            List<String> wanted = new ArrayList<>();
            test.path(key).forEach(word -> wanted.add(word.asText()));
            if (!wanted.equals(found)) {
                fail(key + " should be " + Message.show(wanted) + " but is " + Message.show(found));
            }
        }
    }

    private void text(String key, JsonNode test, Optional<String> found) {
        if (test.has(key) && !test.path(key).asText().equals(found.orElse(""))) {
            fail(key + " should be " + Message.show(test.path(key).asText()) + " but is " + Message.show(found));
        }
    }

    private interface Form {
        String of(String text);
    }

    private void members(String what, JsonNode wanted, Form form, Set<String> found, boolean expected) {
        wanted.forEach(member -> {
            if (found.contains(form.of(member.asText())) != expected) {
                fail(what + " " + member.asText()
                        + (expected ? " should be there, but is not" : " should not be there, but is"));
            }
        });
    }

    private static String port(String text) {
        return ExposedPort.asked(text).iterator().next();
    }

    private void fail(String reason) {
        failures.add("metadataTest: " + reason);
    }
}

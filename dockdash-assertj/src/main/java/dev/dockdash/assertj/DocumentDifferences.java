package dev.dockdash.assertj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dockdash.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares manifests and configs field by field, without what they say of single layers. */
final class DocumentDifferences {

    private static final List<String> NAMES = List.of("org.opencontainers.image.ref.name", "io.containerd.image.name");
    private static final String CREATED = "org.opencontainers.image.created";

    private final Set<DiffTolerance> tolerances;

    private DocumentDifferences(Set<DiffTolerance> tolerances) {
        this.tolerances = tolerances;
    }

    static List<String> of(Image image, Image other, Set<DiffTolerance> tolerances) {
        DocumentDifferences differences = new DocumentDifferences(tolerances);
        List<String> lines = new ArrayList<>();
        differences.compare("manifest", differences.manifest(other), differences.manifest(image), lines);
        differences.compare("config", differences.config(other), differences.config(image), lines);
        return lines;
    }

    /** Returns where manifests differ, and configs, whatever differs. */
    static List<JsonText.Difference> all(Image image, Image other) {
        DocumentDifferences differences = new DocumentDifferences(Set.of());
        List<JsonText.Difference> found =
                new ArrayList<>(JsonText.compare("manifest", differences.manifest(other), differences.manifest(image)));
        found.addAll(JsonText.compare("config", differences.config(other), differences.config(image)));
        return found;
    }

    private void compare(String what, JsonNode old, JsonNode found, List<String> lines) {
        JsonText.differences("", old, found).forEach(line -> lines.add(what + " " + line));
    }

    private JsonNode manifest(Image image) {
        JsonNode json = JsonText.parse(image.manifest().toString());
        if (json instanceof ObjectNode manifest) {
            manifest.remove(List.of("config", "layers"));
            if (tolerances.contains(DiffTolerance.COMPRESSION)) {
                manifest.remove("mediaType");
            }
            removeAnnotations(manifest.path("annotations"));
            if (manifest.path("annotations").isEmpty()) {
                manifest.remove("annotations");
            }
        }
        return json;
    }

    private void removeAnnotations(JsonNode annotations) {
        if (annotations instanceof ObjectNode object) {
            if (tolerances.contains(DiffTolerance.IMAGE_NAME)) {
                object.remove(NAMES);
            }
            if (tolerances.contains(DiffTolerance.TIMESTAMPS)) {
                object.remove(CREATED);
            }
        }
    }

    private JsonNode config(Image image) {
        JsonNode json = JsonText.parse(image.config().toString());
        if (json instanceof ObjectNode config) {
            config.remove("rootfs");
            if (tolerances.contains(DiffTolerance.HISTORY) || tolerances.contains(DiffTolerance.LAYERING)) {
                config.remove("history");
            }
            if (tolerances.contains(DiffTolerance.TIMESTAMPS)) {
                config.remove("created");
                config.path("history").forEach(DocumentDifferences::removeCreated);
            }
        }
        return json;
    }

    private static void removeCreated(JsonNode entry) {
        if (entry instanceof ObjectNode object) {
            object.remove("created");
        }
    }
}

package dev.dockdash.junit;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tells what a failed test ran against, as report entries.
 *
 * @param context the context of the test, or of the class if that failed
 */
record FailureReport(ExtensionContext context) {

    private static final String PREFIX = "dockdash.";

    /** Publishes the images that the test had, and the requests that their registries served. */
    void publish(Scope scope) {
        Set<PushedImage> images = new LinkedHashSet<>();
        for (Place place : scope.places()) {
            for (ImageDeclaration image : place.level().images().values()) {
                Stored.ifPushed(place.storeOf(image), image.key()).ifPresent(images::add);
            }
        }
        images.forEach(this::publish);
    }

    private void publish(PushedImage pushed) {
        for (Image image : pushed.images()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put(PREFIX + "reference", pushed.reference());
            entry.put(PREFIX + "digest", image.digest().toString());
            entry.put(PREFIX + "config", new String(image.config().toBytes(), StandardCharsets.UTF_8));
            entry.put(PREFIX + "layers", layers(image));
            context.publishReportEntry(entry);
        }
    }

    private static String layers(Image image) {
        return image.layers().stream().map(FailureReport::describe).collect(Collectors.joining("\n"));
    }

    private static String describe(Layer layer) {
        return layer.digest() + " " + layer.mediaType() + " " + layer.size() + " bytes";
    }
}

package dev.dockdash.junit;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tells what a failed test ran against, as report entries.
 *
 * @param context the context of the test, or of the class if that failed
 * @param scope what it saw
 */
record FailureReport(ExtensionContext context, Scope scope) {

    private static final String PREFIX = "dockdash.";

    /** The number of latest requests that are told. */
    private static final int REQUESTS = 50;

    /** Publishes the images that were there, and the latest requests that their registries served. */
    void publish() {
        Set<PushedImage> images = new LinkedHashSet<>();
        Set<TestRegistry> registries = new LinkedHashSet<>();
        for (Place place : scope.places()) {
            for (ImageDeclaration image : place.level().images().values()) {
                Stored.ifPushed(place.storeOf(image), image.key()).ifPresent(images::add);
            }
        }
        for (PushedImage image : images) {
            publish(image);
            registries.add(image.registry());
        }
        registries.forEach(registry -> registry.inProcess().ifPresent(this::publish));
    }

    private void publish(PushedImage pushed) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put(PREFIX + "reference", pushed.reference());
        entry.put(PREFIX + "digest", pushed.digest().toString());
        for (Image image : pushed.images()) {
            String suffix =
                    pushed.images().size() == 1 ? "" : " " + image.config().platform();
            entry.put(PREFIX + "config" + suffix, new String(image.config().toBytes(), StandardCharsets.UTF_8));
            entry.put(PREFIX + "layers" + suffix, layers(image));
            if (scope.run().start().configuration().reportOnFailure()) {
                entry.put(PREFIX + "report" + suffix, new WrittenReport(context).of(pushed.ofImage(image)));
            }
        }
        if (scope.run().start().configuration().keepOnFailure()) {
            entry.put(PREFIX + "kept", keep(pushed));
        }
        context.publishReportEntry(entry);
    }

    private void publish(EmbeddedRegistry registry) {
        List<RecordedRequest> all = registry.requests();
        String latest = all.subList(Math.max(0, all.size() - REQUESTS), all.size()).stream()
                .map(RecordedRequest::toString)
                .collect(Collectors.joining("\n"));
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put(PREFIX + "registry", registry.hostAndPort());
        entry.put(PREFIX + "requests", latest.isEmpty() ? "none" : latest);
        context.publishReportEntry(entry);
    }

    private static String layers(Image image) {
        String layers = image.layers().stream().map(FailureReport::describe).collect(Collectors.joining("\n"));
        return layers.isEmpty() ? "none" : layers;
    }

    private static String describe(Layer layer) {
        return layer.digest() + " " + layer.mediaType() + " " + layer.size() + " bytes";
    }

    /** Writes the image to disk and returns where, or why not: the failure of the test must stay the one that is seen. */
    private String keep(PushedImage pushed) {
        Class<?> type = context.getRequiredTestClass();
        String test = context.getTestMethod()
                .map(method -> type.getName() + "." + method.getName())
                .orElse(type.getName());
        Path directory = BuildFolder.of(type, Path.of("").toAbsolutePath())
                .resolve("dockdash-kept")
                .resolve(test.replace('$', '.'));
        try {
            pushed.write(directory);
            return directory + " (OCI layout)";
        } catch (IOException | RuntimeException e) {
            return "cannot be written to " + directory + ": " + e.getMessage();
        }
    }
}

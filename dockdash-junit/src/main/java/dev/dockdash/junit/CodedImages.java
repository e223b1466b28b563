package dev.dockdash.junit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A registry and the images in it that are made in code, for one use of a {@link DockdashExtension}. */
final class CodedImages {

    private final Optional<RegistryStarter> starter;
    private final Map<String, ImageFactory> factories;
    private final Once<Started> started = new Once<>();

    /**
     * What there is after the start.
     *
     * @param registry the registry
     * @param images the images by name
     */
    private record Started(TestRegistry registry, Map<String, PushedImage> images) {}

    CodedImages(Optional<RegistryStarter> starter, Map<String, ImageFactory> factories) {
        this.starter = starter;
        this.factories = factories;
    }

    /**
     * Makes all, unless that was done.
     *
     * @throws IOException if the registry cannot be started
     * @throws ExtensionConfigurationException if an image cannot be made or pushed
     */
    void start(ExtensionContext context) throws IOException {
        started.get(() -> startNow(context));
    }

    private Started startNow(ExtensionContext context) throws IOException {
        TestRun run = TestRun.of(context);
        Configuration configuration = run.configuration();
        LayerFiles files = LayerFiles.of(context.getRequiredTestClass(), run.classPath());
        Map<ImageDefinition, BuiltImage> built = new LinkedHashMap<>();
        for (Map.Entry<String, ImageFactory> image : factories.entrySet()) {
            ImageDefinition definition =
                    ImageDefinition.ofCode(image.getKey(), image.getValue(), configuration.compression());
            built.put(definition, build(run, definition, files));
        }
        TestRegistry registry = starter.isPresent() ? starter.get().start() : run.registry();
        try {
            return new Started(registry, push(run, registry, built));
        } catch (IOException | RuntimeException e) {
            closeOwn(registry);
            throw e;
        }
    }

    private static BuiltImage build(TestRun run, ImageDefinition definition, LayerFiles files) {
        try {
            return run.builds().build(definition, files, List.of(), Optional.empty());
        } catch (IOException | RuntimeException e) {
            throw new ExtensionConfigurationException(
                    "Image \"" + definition.name() + "\" of a DockdashExtension: cannot build it: " + e.getMessage(),
                    e);
        }
    }

    private static Map<String, PushedImage> push(
            TestRun run, TestRegistry registry, Map<ImageDefinition, BuiltImage> images) throws IOException {
        Map<String, PushedImage> pushed = new LinkedHashMap<>();
        for (Map.Entry<ImageDefinition, BuiltImage> image : images.entrySet()) {
            pushed.put(image.getKey().name(), registry.push(image.getKey(), image.getValue(), run.dockdash()));
        }
        return pushed;
    }

    boolean isStarted() {
        return started.ifMade().isPresent();
    }

    TestRegistry registry() {
        return started.ifMade().orElseThrow().registry();
    }

    PushedImage image(String name) {
        return Optional.ofNullable(started.ifMade().orElseThrow().images().get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "No image \"" + name + "\" in this DockdashExtension: it has " + factories.keySet()));
    }

    /** Stops the registry, if it is not that of the test run. */
    void close() {
        started.ifMade().map(Started::registry).ifPresent(this::closeOwn);
    }

    private void closeOwn(TestRegistry registry) {
        if (starter.isPresent()) {
            registry.close();
        }
    }
}

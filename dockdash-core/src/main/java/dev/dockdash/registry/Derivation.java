package dev.dockdash.registry;

import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What an image in a registry is to get on top, for each of some platforms.
 *
 * @param platforms the platforms, in the order that the new index is to have
 * @param layers the layers to add, the lowest first
 * @param config changes of the config; layers that it adds are added too, but those with directories that were made up
 *     must be in {@code layers}
 */
public record Derivation(List<Platform> platforms, List<Layer> layers, UnaryOperator<ImageBuilder> config) {

    /**
     * Creates a derivation.
     *
     * @throws IllegalArgumentException if there is no platform, or one is there twice
     */
    public Derivation {
        platforms = List.copyOf(platforms);
        layers = List.copyOf(layers);
        Objects.requireNonNull(config, "config");
        if (platforms.isEmpty() || platforms.stream().distinct().count() != platforms.size()) {
            throw new IllegalArgumentException(
                    "Invalid platforms " + platforms + ": expected at least one, and each once");
        }
    }

    /**
     * Returns a derivation that changes nothing yet.
     *
     * @throws IllegalArgumentException if there is no platform, or one is there twice
     */
    public static Derivation forPlatforms(Platform... platforms) {
        return new Derivation(List.of(platforms), List.of(), UnaryOperator.identity());
    }

    /** Returns this derivation with one more layer on top. */
    public Derivation layer(Layer layer) {
        List<Layer> all = new ArrayList<>(layers);
        all.add(layer);
        return new Derivation(platforms, all, config);
    }

    /** Returns this derivation with these changes of the config, after those that it has. */
    public Derivation config(UnaryOperator<ImageBuilder> changes) {
        UnaryOperator<ImageBuilder> earlier = config;
        return new Derivation(platforms, layers, builder -> changes.apply(earlier.apply(builder)));
    }
}

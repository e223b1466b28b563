package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an image has beyond its base.
 *
 * @param factory code that makes the whole image, instead of layers and settings
 * @param layers its layers, lowest first
 * @param compression the compression of its layers
 * @param settings its config and annotations
 */
record ImageContent(
        Optional<ImageFactory> factory, List<LayerDefinition> layers, Compression compression, ImageSettings settings) {

    /** Copies the layers. */
    ImageContent {
        layers = List.copyOf(layers);
    }

    /** Returns the content that code makes. */
    static ImageContent of(ImageFactory factory, Compression compression) {
        return new ImageContent(Optional.of(factory), List.of(), compression, ImageSettings.NONE);
    }

    /**
     * Returns the content in an annotation.
     *
     * @throws IllegalArgumentException if an image cannot have it
     */
    static ImageContent of(BuildImage annotation, Optional<ResourceName> directory, Compression defaultCompression) {
        List<LayerDefinition> layers = new ArrayList<>();
        directory.map(LayerDefinition::ofRoot).ifPresent(layers::add);
        for (ImageLayer layer : annotation.layers()) {
            layers.add(LayerDefinition.of(layer));
        }
        ImageSettings settings = ImageSettings.of(annotation);
        Compression compression = compression(annotation.compression(), defaultCompression);
        return new ImageContent(factory(annotation, settings), layers, compression, settings);
    }

    private static Compression compression(BuildImage.Compression chosen, Compression byDefault) {
        return switch (chosen) {
            case DEFAULT -> byDefault;
            case ZSTD -> Compression.ZSTD;
            case GZIP -> Compression.GZIP;
            case NONE -> Compression.NONE;
        };
    }

    private static Optional<ImageFactory> factory(BuildImage annotation, ImageSettings settings) {
        Class<? extends ImageFactory> type = annotation.factory();
        if (type == ImageFactory.class) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>();
        if (!annotation.value().isEmpty()) {
            others.add("value");
        }
        if (annotation.layers().length > 0) {
            others.add("layers");
        }
        others.addAll(settings.attributes());
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("factory and " + String.join(", ", others)
                    + " exclude each other: do all in " + type.getName() + ", or leave out factory");
        }
        return Optional.of(newInstance(type));
    }

    private static ImageFactory newInstance(Class<? extends ImageFactory> type) {
        try {
            Constructor<? extends ImageFactory> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "The constructor of factory " + type.getName() + " failed: " + e.getTargetException(),
                    e.getTargetException());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Cannot make a factory of " + type.getName()
                            + ": expected a static or top-level class with a constructor without parameters",
                    e);
        }
    }
}

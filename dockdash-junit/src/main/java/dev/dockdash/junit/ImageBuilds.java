package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the images of a test run, equal ones that are asked for at the same time once. Thread-safe; threads wait only
 * for others with an equal layer or base.
 */
final class ImageBuilds {

    private final BlobCache cache;
    private final Once.Maker<Dockdash> client;
    private final Platform defaultPlatform;
    private final OncePerKey<LayerKey, Layer> layers = new OncePerKey<>();
    private final OncePerKey<RemoteKey, Image> remotes = new OncePerKey<>();

    private final OncePerKey<ImageKey, Image> images = new OncePerKey<>();

    /** Takes a client that is asked for only when something is to be pulled or made in code. */
    ImageBuilds(BlobCache cache, Once.Maker<Dockdash> client, Platform defaultPlatform) {
        this.cache = cache;
        this.client = client;
        this.defaultPlatform = defaultPlatform;
    }

    private record LayerKey(LayerSource.Located source, LayerDefinition definition, Compression compression) {}

    private record ImageKey(ImageSettings settings, Platform platform, Optional<Image> below, List<Layer> layers) {}

    private record RemoteKey(ImageReference reference, Platform platform) {}

    /** An image for one platform that is about to be built. */
    private record Start(Platform platform, Optional<Image> below) implements ImageContext.Base {

        @Override
        public ImageBuilder start() {
            return below.map(Image::from).orElseGet(() -> Image.scratch().platform(platform));
        }
    }

    /**
     * Builds an image without pushing it.
     *
     * @param sources where each of its layers comes from
     * @param declaredBase the image that is meant if the base is a declared one
     * @throws IOException if the base cannot be had, or lacks a platform, a file cannot be read or a layer cannot be kept
     * @throws IllegalArgumentException if a file has a name that a layer cannot have
     */
    BuiltImage build(
            ImageDefinition definition,
            LayerFiles files,
            List<LayerSource.Located> sources,
            Optional<BuiltImage> declaredBase)
            throws IOException {
        ImageContent content = definition.content();
        List<Image> built = new ArrayList<>();
        for (Start start : starts(definition, declaredBase)) {
            built.add(content.factory().isPresent() ? create(content, files, start) : build(content, sources, start));
        }
        return BuiltImage.of(built);
    }

    private List<Start> starts(ImageDefinition definition, Optional<BuiltImage> declaredBase) throws IOException {
        List<Platform> platforms = definition.platforms();
        if (platforms.isEmpty()) {
            platforms = declaredBase.map(BuiltImage::platforms).orElse(List.of(defaultPlatform));
        }
        List<Start> starts = new ArrayList<>();
        for (Platform platform : platforms) {
            starts.add(new Start(platform, below(definition.base(), platform, declaredBase)));
        }
        return starts;
    }

    private Optional<Image> below(ImageBase base, Platform platform, Optional<BuiltImage> declaredBase)
            throws IOException {
        if (base instanceof ImageBase.Remote remote) {
            RemoteKey key = new RemoteKey(remote.reference(), platform);
            return Optional.of(remotes.get(key, () -> pull(remote.reference(), platform)));
        }
        return declaredBase.isPresent() ? Optional.of(declaredBase.get().forPlatform(platform)) : Optional.empty();
    }

    /** An image that is not under an index comes whatever platform is asked for. */
    private Image pull(ImageReference reference, Platform platform) throws IOException {
        Image image = client.make().pull(reference.toString(), platform);
        Platform actual = image.config().platform();
        if (!actual.runs(platform)) {
            throw new IOException("the base " + reference + " is for " + actual + ": expected one for " + platform
                    + ". Set platforms, or another base");
        }
        return image;
    }

    private Image build(ImageContent content, List<LayerSource.Located> sources, Start start) throws IOException {
        List<Layer> built = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            built.add(layer(new LayerKey(sources.get(i), content.layers().get(i), content.compression())));
        }
        ImageKey key = new ImageKey(content.settings(), start.platform(), start.below(), List.copyOf(built));
        return images.get(key, () -> {
            ImageBuilder image = content.settings().applyTo(start.start());
            built.forEach(image::layer);
            return image.build();
        });
    }

    private Image create(ImageContent content, LayerFiles files, Start start) throws IOException {
        return create(
                content.factory().orElseThrow(), new ImageContext(client.make(), files, start, content.compression()));
    }

    private static Image create(ImageFactory factory, ImageContext context) throws IOException {
        try {
            Image image = factory.create(context);
            if (!image.config().platform().equals(context.platform())) {
                throw new IOException(factory.getClass().getName() + " made an image for "
                        + image.config().platform() + ": expected one for " + context.platform()
                        + ", as ImageContext.image() starts it");
            }
            return image;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(factory.getClass().getName() + " failed: " + e, e);
        }
    }

    /** Layers are not remembered: files may change between two classes, and the core knows when they have not. */
    private Layer layer(LayerKey key) throws IOException {
        return layers.share(key, () -> {
            LayerBuilder layer = Layer.builder(cache).compression(key.compression());
            LayerDefinition definition = key.definition();
            key.source().addTo(layer, definition.target(), definition.attributes());
            return layer.build();
        });
    }
}

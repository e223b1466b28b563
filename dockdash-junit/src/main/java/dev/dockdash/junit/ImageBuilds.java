package dev.dockdash.junit;

import dev.dockdash.Dockdash;
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

    private final Dockdash dockdash;
    private final Platform defaultPlatform;
    private final OncePerKey<LayerKey, Layer> layers = new OncePerKey<>();
    private final OncePerKey<RemoteKey, Image> remotes = new OncePerKey<>();

    ImageBuilds(Dockdash dockdash, Platform defaultPlatform) {
        this.dockdash = dockdash;
        this.defaultPlatform = defaultPlatform;
    }

    private record LayerKey(LayerSource.Located source, LayerDefinition definition, Compression compression) {}

    private record RemoteKey(ImageReference reference, Platform platform) {}

    /** An image for one platform that is about to be built. */
    private record Start(Platform platform, Optional<Image> below) implements ImageContext.Base {

        @Override
        public ImageBuilder start() {
            return below.map(Image::from).orElseGet(() -> Image.scratch().platform(platform));
        }
    }

    Dockdash dockdash() {
        return dockdash;
    }

    /**
     * Builds an image without pushing it.
     *
     * @param declaredBase the image that is meant if the base is a declared one
     * @throws IOException if the base cannot be had, or lacks a platform, a file cannot be read or a layer cannot be kept
     * @throws IllegalArgumentException if a file has a name that a layer cannot have
     */
    BuiltImage build(ImageDefinition definition, LayerFiles files, Optional<BuiltImage> declaredBase)
            throws IOException {
        List<Image> images = new ArrayList<>();
        for (Start start : starts(definition, declaredBase)) {
            images.add(build(definition.content(), files, start));
        }
        return BuiltImage.of(images);
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
            return Optional.of(
                    remotes.get(key, () -> dockdash.pull(remote.reference().toString(), platform)));
        }
        return declaredBase.isPresent() ? Optional.of(declaredBase.get().forPlatform(platform)) : Optional.empty();
    }

    private Image build(ImageContent content, LayerFiles files, Start start) throws IOException {
        if (content.factory().isPresent()) {
            ImageContext context = new ImageContext(dockdash, files, start, content.compression());
            return create(content.factory().get(), context);
        }
        ImageBuilder image = content.settings().applyTo(start.start());
        for (LayerDefinition definition : content.layers()) {
            LayerSource.Located source = definition.source().locate(files);
            image.layer(layer(new LayerKey(source, definition, content.compression())));
        }
        return image.build();
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
            LayerBuilder layer = dockdash.layer().compression(key.compression());
            LayerDefinition definition = key.definition();
            key.source().addTo(layer, definition.target(), definition.attributes());
            return layer.build();
        });
    }
}

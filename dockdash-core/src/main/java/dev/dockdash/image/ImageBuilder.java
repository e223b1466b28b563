package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts layers and settings on a base, or on nothing, and builds the image; methods are named for the fields of the
 * config.
 *
 * <p>What is not set is the base's. Not thread-safe.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md">image-spec, config</a>
 */
public final class ImageBuilder {

    private final @Nullable Image base;
    private final ConfigChanges changes = new ConfigChanges();
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private @Nullable Platform platform;

    ImageBuilder(@Nullable Image base) {
        this.base = base;
    }

    /** Adds a layer on top of those that are there. */
    public ImageBuilder layer(Layer layer) {
        layers.add(Objects.requireNonNull(layer, "layer"));
        return this;
    }

    /** Sets the entry point; the base's command goes with the base's entry point, unless one is set here too. */
    public ImageBuilder entrypoint(String... entrypoint) {
        changes.entrypoint(List.of(entrypoint));
        return this;
    }

    /** Sets the default command, or the arguments of the entry point. */
    public ImageBuilder cmd(String... cmd) {
        changes.cmd(List.of(cmd));
        return this;
    }

    /**
     * Sets an environment variable, in its place if the base has it, else after the others.
     *
     * @throws IllegalArgumentException if the name is empty or holds {@code =}
     */
    public ImageBuilder env(String name, String value) {
        changes.env(name, value);
        return this;
    }

    /**
     * Sets the user, as a name or number with an optional group: {@code 1000:1000}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public ImageBuilder user(String user) {
        changes.user(user);
        return this;
    }

    /**
     * Sets the working directory.
     *
     * @throws IllegalArgumentException if it is not an absolute path
     */
    public ImageBuilder workingDir(String directory) {
        changes.workingDir(directory);
        return this;
    }

    /**
     * Adds a label, or changes the base's.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public ImageBuilder label(String name, String value) {
        changes.label(name, value);
        return this;
    }

    /**
     * Adds an exposed port, with {@code tcp} as the protocol when none is given: {@code 8080}, {@code 8080/udp}.
     *
     * @throws IllegalArgumentException if it is not a number from 1 to 65535 with an optional protocol
     */
    public ImageBuilder exposedPort(String port) {
        changes.exposedPort(port);
        return this;
    }

    /**
     * Adds a volume.
     *
     * @throws IllegalArgumentException if it is not an absolute path
     */
    public ImageBuilder volume(String path) {
        changes.volume(path);
        return this;
    }

    /** Sets the time of creation, of the image and of the history of its new layers; the epoch unless called. */
    public ImageBuilder created(Instant time) {
        changes.created(time);
        return this;
    }

    /** Adds an annotation of the manifest, or changes the base's. */
    public ImageBuilder annotation(String name, String value) {
        annotations.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /** Sets the platform; unless called it is the base's, and linux/amd64 without a base. */
    public ImageBuilder platform(Platform newPlatform) {
        this.platform = Objects.requireNonNull(newPlatform, "platform");
        return this;
    }

    /**
     * Builds the image. Nothing is pushed or written but layers that must be built again to fit the base.
     *
     * <p>Layers with made-up parent directories are fitted to what lies below them, for which the base's layers are read.
     *
     * @throws IOException if a layer cannot be read or built again
     * @throws IllegalArgumentException if behind the links of the base two entries of a layer get the same path
     */
    public Image build() throws IOException {
        List<Layer> fitted = fittedLayers();
        ImageConfig config = changes.apply(Optional.ofNullable(base), Optional.ofNullable(platform), fitted);
        Descriptor configDescriptor = config.descriptor(MediaType.OCI_CONFIG);
        List<Descriptor> added = fitted.stream().map(Layer::descriptor).toList();
        ImageManifest manifest = base == null
                ? ImageManifest.of(configDescriptor, added, annotations)
                : base.manifest().derive(configDescriptor, added, annotations);
        return Image.of(manifest, config, allLayers(manifest, fitted));
    }

    private List<Layer> baseLayers() {
        return base == null ? List.of() : base.layers();
    }

    private List<Layer> fittedLayers() throws IOException {
        LayerFitting fitting = new LayerFitting(baseLayers());
        for (Layer layer : layers) {
            fitting.add(layer);
        }
        return fitting.added();
    }

    /** The base's descriptors may be in OCI terms now. */
    private List<Layer> allLayers(ImageManifest manifest, List<Layer> fitted) {
        List<Layer> all = new ArrayList<>();
        List<Layer> below = baseLayers();
        for (int i = 0; i < below.size(); i++) {
            Layer layer = below.get(i);
            all.add(Layer.of(manifest.layers().get(i), layer.diffId(), layer.blob()));
        }
        all.addAll(fitted);
        return all;
    }
}

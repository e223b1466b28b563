package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Healthcheck;
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

    private static final String CREATED_BY = "dockdash";

    private final @Nullable Image base;
    private final ConfigChanges changes = new ConfigChanges();
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();

    ImageBuilder(@Nullable Image base) {
        this.base = base;
    }

    /** Adds a layer on top of those that are there; its entry in the history says that dockdash made it. */
    public ImageBuilder layer(Layer layer) {
        return layer(layer, CREATED_BY);
    }

    /**
     * Adds a layer on top of those that are there.
     *
     * @param createdBy what its entry in the history says made it, such as {@code COPY target/app /app}
     */
    public ImageBuilder layer(Layer layer, String createdBy) {
        layers.add(Objects.requireNonNull(layer, "layer"));
        changes.history().layer(Objects.requireNonNull(createdBy, "createdBy"));
        return this;
    }

    /**
     * Adds an entry to the history of a step that made no layer, after the entries of the layers added so far.
     *
     * @param createdBy what the step was, such as {@code ENV LANG=C.UTF-8}
     */
    public ImageBuilder emptyLayer(String createdBy) {
        changes.history().emptyLayer(Objects.requireNonNull(createdBy, "createdBy"));
        return this;
    }

    /**
     * Sets the entry point, or removes it when nothing is given; the base's command goes with the base's entry point,
     * unless one is set here too.
     */
    public ImageBuilder entrypoint(String... entrypoint) {
        changes.execution().entrypoint(List.of(entrypoint));
        return this;
    }

    /** Sets the default command, or the arguments of the entry point; removes it when nothing is given. */
    public ImageBuilder cmd(String... cmd) {
        changes.execution().cmd(List.of(cmd));
        return this;
    }

    /**
     * Sets an environment variable, in its place if the base has it, else after the others.
     *
     * @throws IllegalArgumentException if the name is empty or holds {@code =}
     */
    public ImageBuilder env(String name, String value) {
        changes.execution().env(name, value);
        return this;
    }

    /**
     * Sets the user, as a name or number with an optional group: {@code 1000:1000}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public ImageBuilder user(String user) {
        changes.execution().user(user);
        return this;
    }

    /**
     * Sets the working directory.
     *
     * @throws IllegalArgumentException if it is not an absolute path
     */
    public ImageBuilder workingDir(String directory) {
        changes.execution().workingDir(directory);
        return this;
    }

    /**
     * Adds a label, or changes the base's.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public ImageBuilder label(String name, String value) {
        changes.execution().label(name, value);
        return this;
    }

    /**
     * Adds an exposed port, with {@code tcp} as the protocol when none is given: {@code 8080}, {@code 8080/udp}.
     *
     * @throws IllegalArgumentException if it is not a number from 1 to 65535 with an optional protocol
     */
    public ImageBuilder exposedPort(String port) {
        changes.execution().exposedPort(port);
        return this;
    }

    /**
     * Adds a volume.
     *
     * @throws IllegalArgumentException if it is not an absolute path
     */
    public ImageBuilder volume(String path) {
        changes.execution().volume(path);
        return this;
    }

    /**
     * Sets the signal that stops a container, as {@code SIGTERM}, {@code term} or a number.
     *
     * @throws IllegalArgumentException if it is no signal of Linux
     */
    public ImageBuilder stopSignal(String signal) {
        changes.execution().stopSignal(signal);
        return this;
    }

    /**
     * Sets how a container is checked, a Docker extension; {@link Healthcheck#none()} switches the base's off.
     *
     * @throws IllegalArgumentException if the test is of no known kind or lacks its command, a time is under a
     *     millisecond, or the retries are negative
     */
    public ImageBuilder healthcheck(Healthcheck healthcheck) {
        changes.execution().healthcheck(healthcheck);
        return this;
    }

    /** Sets the shell of shell-form commands, a Docker extension; the default one when nothing is given. */
    public ImageBuilder shell(String... shell) {
        changes.execution().shell(List.of(shell));
        return this;
    }

    /**
     * Sets the instructions for images built on this one, a Docker extension, instead of the base's.
     *
     * @throws IllegalArgumentException if one is blank, or one that builders refuse there: {@code ONBUILD},
     *     {@code FROM} and {@code MAINTAINER}
     */
    public ImageBuilder onBuild(String... instructions) {
        changes.execution().onBuild(List.of(instructions));
        return this;
    }

    /**
     * Sets the author, of the image and of the history of its new layers.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public ImageBuilder author(String author) {
        changes.author(ExecutionChanges.requireNotBlank(author, "author", "a name, an address or both"));
        return this;
    }

    /** Sets the time of creation, of the image and of the history of its new layers; the epoch unless called. */
    public ImageBuilder created(Instant time) {
        changes.created(Objects.requireNonNull(time, "time"));
        return this;
    }

    /**
     * Adds an annotation of the manifest, or changes the base's.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public ImageBuilder annotation(String name, String value) {
        ExecutionChanges.requireNotBlank(name, "name of an annotation", "one such as org.opencontainers.image.created");
        annotations.put(name, Objects.requireNonNull(value, "value"));
        return this;
    }

    /** Sets the platform; unless called it is the base's, and {@link Platform#standard()} without a base. */
    public ImageBuilder platform(Platform platform) {
        changes.platform(Objects.requireNonNull(platform, "platform"));
        return this;
    }

    /**
     * Builds the image. Nothing is pushed or written but layers that must be built again to fit the base.
     *
     * <p>Layers with made-up parent directories are fitted to what lies below them, for which the base's layers are read.
     *
     * @throws IOException if a layer cannot be read or built again
     * @throws IllegalArgumentException if behind the links of the base two entries of a layer get the same path, or
     *     neither base nor platform is given and {@code dockdash.platform} is wrong
     */
    public Image build() throws IOException {
        List<Layer> fitted = fittedLayers();
        ImageConfig config = changes.apply(Optional.ofNullable(base), fitted);
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
            Descriptor descriptor = manifest.layers().get(i);
            all.add(layer.descriptor().equals(descriptor) ? layer : layer.describedBy(descriptor));
        }
        all.addAll(fitted);
        return all;
    }
}

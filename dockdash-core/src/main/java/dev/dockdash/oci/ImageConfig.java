package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The config of an image: its platform, how its container starts, its layers' diffIDs and their history.
 *
 * <p>It keeps the exact bytes it was read from; its digest, which Docker calls the image id, is over those. A field that
 * is absent and one that is empty read the same, as engines treat them. Two configs are equal when their bytes are.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md">image-spec, config</a>
 */
public final class ImageConfig {

    private static final String WHAT = "image config";

    private final RawDocument document;
    private final Platform platform;
    private final Optional<Instant> created;
    private final Execution execution;
    private final RootFs rootFs;
    private final List<History> history;

    private ImageConfig(RawDocument document) {
        this.document = document;
        JsonObject json = document.json();
        this.platform = new Platform(
                json.requiredText("os"),
                json.requiredText("architecture"),
                notEmpty(json.text("variant")),
                notEmpty(json.text("os.version")),
                json.texts("os.features"));
        this.created = Timestamps.read(json, "created");
        this.execution = Execution.read(json.object("config").orElseGet(() -> JsonObject.empty(WHAT + ".config")));
        this.rootFs = RootFs.read(json.requiredObject("rootfs"));
        this.history = json.objects("history").stream().map(History::read).toList();
    }

    /**
     * Parses a config and keeps its bytes.
     *
     * @throws IllegalArgumentException if it lacks a required field or a field has the wrong type
     */
    public static ImageConfig parse(byte[] bytes) {
        return new ImageConfig(RawDocument.parse(bytes, WHAT));
    }

    /** Returns the platform that the image is for. */
    public Platform platform() {
        return platform;
    }

    /** Returns when the image was created. */
    public Optional<Instant> created() {
        return created;
    }

    /** Returns who created the image. */
    public Optional<String> author() {
        return notEmpty(document.json().text("author"));
    }

    /** Returns the entry point, empty when there is none. */
    public List<String> entrypoint() {
        return execution.entrypoint();
    }

    /** Returns the default command or the arguments of the entry point, empty when there are none. */
    public List<String> cmd() {
        return execution.cmd();
    }

    /** Returns what a container of the image runs: the entry point, then the command. */
    public List<String> runtimeCommand() {
        List<String> command = new ArrayList<>(entrypoint());
        command.addAll(cmd());
        return List.copyOf(command);
    }

    /** Returns the environment in its order; of two values for one name the last. */
    public Map<String, String> env() {
        return execution.env();
    }

    /** Returns the user, as a name or number with an optional group: {@code 1000:1000}. */
    public Optional<String> user() {
        return execution.user();
    }

    /** Returns the working directory. */
    public Optional<String> workingDir() {
        return execution.workingDir();
    }

    /** Returns the labels, in the order of the document. */
    public Map<String, String> labels() {
        return execution.labels();
    }

    /** Returns the exposed ports with their protocols, such as {@code 8080/tcp}, in the order of the document. */
    public Set<String> exposedPorts() {
        return execution.exposedPorts();
    }

    /** Returns the paths of the volumes, in the order of the document. */
    public Set<String> volumes() {
        return execution.volumes();
    }

    /** Returns the signal that stops a container, such as {@code SIGTERM}. */
    public Optional<String> stopSignal() {
        return execution.stopSignal();
    }

    /** Returns the health check, a Docker extension. */
    public Optional<Healthcheck> healthcheck() {
        return execution.healthcheck();
    }

    /** Returns the shell of shell-form commands, a Docker extension; empty when it is the default one. */
    public List<String> shell() {
        return execution.shell();
    }

    /** Returns the instructions for images built on this one, a Docker extension. */
    public List<String> onBuild() {
        return execution.onBuild();
    }

    /** Returns the layers' diffIDs. */
    public RootFs rootFs() {
        return rootFs;
    }

    /** Returns the history, oldest entry first. */
    public List<History> history() {
        return history;
    }

    /** Returns the digest of the exact bytes: the image id. */
    public Digest digest() {
        return document.digest();
    }

    /** Returns a descriptor of this config with that media type. */
    public Descriptor descriptor(MediaType mediaType) {
        return Descriptor.of(mediaType, document.digest(), document.size());
    }

    /** Returns a copy of the exact bytes. */
    public byte[] toBytes() {
        return document.copyOfBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageConfig config && document.equals(config.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /** Returns the config as compact JSON. */
    @Override
    public String toString() {
        return document.toString();
    }

    private static Optional<String> notEmpty(Optional<String> text) {
        return text.filter(value -> !value.isEmpty());
    }

    /** The part of the config that tells how a container runs. */
    private record Execution(
            List<String> entrypoint,
            List<String> cmd,
            Map<String, String> env,
            Optional<String> user,
            Optional<String> workingDir,
            Map<String, String> labels,
            Set<String> exposedPorts,
            Set<String> volumes,
            Optional<String> stopSignal,
            Optional<Healthcheck> healthcheck,
            List<String> shell,
            List<String> onBuild) {

        static Execution read(JsonObject json) {
            return new Execution(
                    List.copyOf(json.texts("Entrypoint")),
                    List.copyOf(json.texts("Cmd")),
                    Ordered.copyOf(readEnv(json.texts("Env"))),
                    notEmpty(json.text("User")),
                    notEmpty(json.text("WorkingDir")),
                    Ordered.copyOf(json.textMap("Labels")),
                    Ordered.copyOf(json.keys("ExposedPorts")),
                    Ordered.copyOf(json.keys("Volumes")),
                    notEmpty(json.text("StopSignal")),
                    json.object("Healthcheck").map(Healthcheck::read),
                    List.copyOf(json.texts("Shell")),
                    List.copyOf(json.texts("OnBuild")));
        }

        private static Map<String, String> readEnv(List<String> variables) {
            Map<String, String> env = new LinkedHashMap<>();
            for (String variable : variables) {
                int equals = variable.indexOf('=');
                env.put(
                        equals < 0 ? variable : variable.substring(0, equals),
                        equals < 0 ? "" : variable.substring(equals + 1));
            }
            return env;
        }
    }
}

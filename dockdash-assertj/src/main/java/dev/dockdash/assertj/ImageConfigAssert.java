package dev.dockdash.assertj;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the config of an image.
 *
 * <p>A field that is absent and one that is empty are the same, as engines treat them. Messages do not show the value of
 * an environment variable whose name sounds like that of a secret.
 *
 * <p>Not thread-safe.
 */
public class ImageConfigAssert extends AbstractDockdashAssert<ImageConfigAssert, ImageConfig> {

    ImageConfigAssert(@Nullable ImageConfig actual, Reporter reporter) {
        this(actual, Context.of("config", actual == null ? null : actual.digest(), reporter));
    }

    ImageConfigAssert(@Nullable ImageConfig actual, Context context) {
        super(actual, ImageConfigAssert.class, context);
    }

    /**
     * Checks the digest of the exact bytes, which Docker calls the image id.
     *
     * @throws AssertionError if it is another
     */
    public ImageConfigAssert hasDigest(Digest expected) {
        return check(config -> requireEqual("digest of config", expected, config.digest()));
    }

    /**
     * Checks the digest of the exact bytes, which Docker calls the image id.
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public ImageConfigAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks the whole entry point.
     *
     * <pre>{@code
     * assertThat(config).hasEntrypoint("/app/serve", "--port=8080"); // passes
     * assertThat(config).hasEntrypoint("/app/serve --port=8080");    // fails: that is one word
     * }</pre>
     *
     * @throws AssertionError if it has other words, more or less, or none
     */
    public ImageConfigAssert hasEntrypoint(String... expected) {
        return check(config -> requireEqual("entrypoint", List.of(expected), config.entrypoint()));
    }

    /**
     * Checks that there is no entry point.
     *
     * @throws AssertionError if there is one
     */
    public ImageConfigAssert hasNoEntrypoint() {
        return check(config -> requireNone("entrypoint", config.entrypoint()));
    }

    /**
     * Checks the whole default command, or the arguments of the entry point.
     *
     * @throws AssertionError if it has other words, more or less, or none
     */
    public ImageConfigAssert hasCmd(String... expected) {
        return check(config -> requireEqual("cmd", List.of(expected), config.cmd()));
    }

    /**
     * Checks that there is no default command.
     *
     * @throws AssertionError if there is one
     */
    public ImageConfigAssert hasNoCmd() {
        return check(config -> requireNone("cmd", config.cmd()));
    }

    /**
     * Checks what a container runs: the entry point, then the command.
     *
     * @throws AssertionError if it has other words, more or less, or none
     */
    public ImageConfigAssert hasRuntimeCommand(String... expected) {
        return check(config -> {
            if (!config.runtimeCommand().equals(List.of(expected))) {
                throw unequal(
                        "runtime command",
                        List.of(expected),
                        config.runtimeCommand(),
                        message -> message.with("entrypoint", Message.show(config.entrypoint()))
                                .with("cmd", Message.show(config.cmd())));
            }
        });
    }

    /**
     * Checks the value of an environment variable.
     *
     * <pre>{@code
     * assertThat(config).hasEnv("LANG", "C.UTF-8");
     * }</pre>
     *
     * @throws AssertionError if it is not set or has another value
     */
    public ImageConfigAssert hasEnv(String name, String value) {
        return check(config -> {
            Optional<String> found = Optional.ofNullable(config.env().get(name));
            if (found.equals(Optional.of(value))) {
                return;
            }
            String what = "environment variable " + name;
            if (SecretName.looksSecret(name)) {
                throw failure(Message.expecting(what)
                        .with("expected", "the value of the test, which is not shown")
                        .with("actual", found.isPresent() ? "another value, which is not shown" : "none")
                        .withAll("all", config.env().keySet()));
            }
            throw unequal(
                    what,
                    value,
                    found,
                    message -> message.withAll("all", config.env().keySet()));
        });
    }

    /**
     * Checks that an environment variable is not set, not even to nothing.
     *
     * @throws AssertionError if it is set, whatever its value
     */
    public ImageConfigAssert doesNotHaveEnv(String name) {
        return check(config -> {
            String found = config.env().get(name);
            if (found != null) {
                throw failure(Message.expecting("no environment variable " + name)
                        .with(
                                "actual",
                                SecretName.looksSecret(name) ? "a value, which is not shown" : Message.show(found)));
            }
        });
    }

    /**
     * Checks the value of a label.
     *
     * @throws AssertionError if it is not there or has another value
     */
    public ImageConfigAssert hasLabel(String name, String value) {
        return check(config -> {
            Optional<String> found = Optional.ofNullable(config.labels().get(name));
            if (!found.equals(Optional.of(value))) {
                throw unequal(
                        "label " + name,
                        value,
                        found,
                        message -> message.withAll("all", config.labels().keySet()));
            }
        });
    }

    /**
     * Checks that there is no label of that name.
     *
     * @throws AssertionError if there is one, whatever its value
     */
    public ImageConfigAssert doesNotHaveLabel(String name) {
        return check(config ->
                requireNone("label " + name, Optional.ofNullable(config.labels().get(name))));
    }

    /**
     * Checks the user as it is written: {@code 1000} and {@code 1000:1000} are two.
     *
     * @throws AssertionError if it is another or none
     */
    public ImageConfigAssert hasUser(String expected) {
        return check(config -> requireEqual("user", Optional.of(expected), config.user()));
    }

    /**
     * Checks that no user is set, which means root.
     *
     * @throws AssertionError if one is set
     */
    public ImageConfigAssert hasNoUser() {
        return check(config -> requireNone("user", config.user()));
    }

    /**
     * Checks the working directory as it is written.
     *
     * @throws AssertionError if it is another or none
     */
    public ImageConfigAssert hasWorkingDir(String expected) {
        return check(config -> requireEqual("working directory", Optional.of(expected), config.workingDir()));
    }

    /**
     * Checks that no working directory is set, which means {@code /}.
     *
     * @throws AssertionError if one is set
     */
    public ImageConfigAssert hasNoWorkingDir() {
        return check(config -> requireNone("working directory", config.workingDir()));
    }

    /**
     * Checks that a port is exposed, perhaps among others; without a protocol it is tcp, here and in the config.
     *
     * <pre>{@code
     * assertThat(config).exposesPort("8080");     // 8080/tcp
     * assertThat(config).exposesPort("8080/udp"); // fails if only 8080/tcp is exposed
     * }</pre>
     *
     * @throws AssertionError if it is not exposed
     * @throws IllegalArgumentException if it is not a number with an optional protocol
     */
    public ImageConfigAssert exposesPort(String port) {
        Set<String> wanted = ExposedPort.asked(port);
        return check(config -> {
            Set<String> found = portsOf(config);
            if (!found.containsAll(wanted)) {
                throw failure(Message.expecting("exposed ports to include: " + String.join(", ", wanted))
                        .withAll("actual", found));
            }
        });
    }

    /**
     * Checks that these ports are exposed, in any order, and no others; without ports, that none is.
     *
     * @throws AssertionError if one is missing, or one is exposed that is not given
     * @throws IllegalArgumentException if one is not a number with an optional protocol
     */
    public ImageConfigAssert exposesOnlyPorts(String... ports) {
        Set<String> wanted = ExposedPort.asked(ports);
        return check(config -> {
            Set<String> found = portsOf(config);
            if (!found.equals(wanted)) {
                String exactly = wanted.isEmpty() ? "none" : String.join(", ", wanted);
                throw failure(
                        Message.expecting("exposed ports to be exactly: " + exactly)
                                .withAll("missing", without(wanted, found))
                                .withAll("unexpected", without(found, wanted)),
                        sorted(wanted),
                        sorted(found));
            }
        });
    }

    /**
     * Checks that a port is not exposed; without a protocol it is tcp.
     *
     * @throws AssertionError if it is exposed
     * @throws IllegalArgumentException if it is not a number with an optional protocol
     */
    public ImageConfigAssert doesNotExposePort(String port) {
        Set<String> unwanted = ExposedPort.asked(port);
        return check(config -> {
            Set<String> found = portsOf(config);
            if (found.containsAll(unwanted)) {
                throw failure(Message.expecting("exposed ports not to include: " + String.join(", ", unwanted))
                        .withAll("actual", found));
            }
        });
    }

    /**
     * Checks that there is a volume at a path, perhaps among others; {@code /data/} is {@code /data}.
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the path is empty
     */
    public ImageConfigAssert hasVolume(String path) {
        String wanted = CanonicalPath.of(path);
        return check(config -> {
            if (config.volumes().stream().map(CanonicalPath::ofEntry).noneMatch(wanted::equals)) {
                throw failure(Message.expecting("volumes to include: " + wanted).withAll("actual", config.volumes()));
            }
        });
    }

    /**
     * Checks the operating system, in Go's names: {@code linux}.
     *
     * @throws AssertionError if it is another
     */
    public ImageConfigAssert hasOs(String expected) {
        return check(config ->
                requireEqual("operating system", expected, config.platform().os()));
    }

    /**
     * Checks the processor, in Go's names: {@code amd64}, {@code arm64}.
     *
     * @throws AssertionError if it is another
     */
    public ImageConfigAssert hasArchitecture(String expected) {
        return check(config ->
                requireEqual("architecture", expected, config.platform().architecture()));
    }

    private void requireNone(String what, Object found) {
        if (!found.equals(List.of()) && !found.equals(Optional.empty())) {
            throw failure(Message.expecting("no " + what).with("actual", Message.show(found)));
        }
    }

    private static Set<String> portsOf(ImageConfig config) {
        return ExposedPort.found(config.exposedPorts().stream());
    }

    private static Set<String> without(Set<String> ports, Set<String> others) {
        return ports.stream()
                .filter(port -> !others.contains(port))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> sorted(Set<String> ports) {
        return ports.stream().sorted().toList();
    }
}

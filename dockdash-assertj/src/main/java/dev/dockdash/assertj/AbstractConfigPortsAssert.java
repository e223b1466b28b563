package dev.dockdash.assertj;

import dev.dockdash.oci.ImageConfig;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assertions on what a config tells of ports and volumes. */
abstract class AbstractConfigPortsAssert<SELF extends AbstractConfigPortsAssert<SELF>>
        extends AbstractConfigVariablesAssert<SELF> {

    AbstractConfigPortsAssert(@Nullable ImageConfig actual, Class<SELF> type, Context context) {
        super(actual, type, context);
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
    public SELF exposesPort(String port) {
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
     * <pre>{@code
     * assertThat(config).exposesOnlyPorts("8080/tcp"); // passes
     * assertThat(config).exposesOnlyPorts("8080/udp"); // fails: the protocol counts
     * }</pre>
     *
     * @throws AssertionError if one is missing, or one is exposed that is not given
     * @throws IllegalArgumentException if one is not a number with an optional protocol
     */
    public SELF exposesOnlyPorts(String... ports) {
        Set<String> wanted = ExposedPort.asked(ports);
        return check(config -> requireExactly("exposed ports", wanted, portsOf(config)));
    }

    /**
     * Checks that a port is not exposed; without a protocol it is tcp.
     *
     * <pre>{@code
     * assertThat(config).doesNotExposePort("22"); // passes
     * assertThat(config).doesNotExposePort("8080/tcp"); // fails if it is exposed
     * }</pre>
     *
     * @throws AssertionError if it is exposed
     * @throws IllegalArgumentException if it is not a number with an optional protocol
     */
    public SELF doesNotExposePort(String port) {
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
     * Checks that no port is exposed.
     *
     * <pre>{@code
     * assertThat(config).exposesNoPorts(); // fails if 8080/tcp is exposed
     * }</pre>
     *
     * @throws AssertionError if one is
     */
    public SELF exposesNoPorts() {
        return exposesOnlyPorts();
    }

    /**
     * Checks that there is a volume at a path, perhaps among others; {@code /data/} is {@code /data}.
     *
     * <pre>{@code
     * assertThat(config).hasVolume("/data"); // passes
     * assertThat(config).hasVolume("/dat");  // fails
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF hasVolume(String path) {
        String wanted = CanonicalPath.of(path);
        return check(config -> {
            if (!volumesOf(config).contains(wanted)) {
                throw failure(Message.expecting("volumes to include: " + wanted).withAll("actual", config.volumes()));
            }
        });
    }

    /**
     * Checks that there are volumes at these paths, in any order, and at no others.
     *
     * <pre>{@code
     * assertThat(config).hasOnlyVolumes("/data", "/logs"); // passes
     * assertThat(config).hasOnlyVolumes("/data");          // fails: there is /logs
     * }</pre>
     *
     * @throws AssertionError if one is missing, or there is one that is not given
     * @throws IllegalArgumentException if a path is empty
     */
    public SELF hasOnlyVolumes(String... paths) {
        Set<String> wanted =
                Arrays.stream(paths).map(CanonicalPath::of).collect(Collectors.toCollection(LinkedHashSet::new));
        return check(config -> requireExactly("volumes", wanted, volumesOf(config)));
    }

    /**
     * Checks that there is no volume at a path; {@code /data/} is {@code /data}.
     *
     * <pre>{@code
     * assertThat(config).doesNotHaveVolume("/etc"); // passes
     * assertThat(config).doesNotHaveVolume("/data"); // fails
     * }</pre>
     *
     * @throws AssertionError if there is one
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF doesNotHaveVolume(String path) {
        String unwanted = CanonicalPath.of(path);
        return check(config -> {
            if (volumesOf(config).contains(unwanted)) {
                throw failure(
                        Message.expecting("volumes not to include: " + unwanted).withAll("actual", config.volumes()));
            }
        });
    }

    /**
     * Checks that there are no volumes.
     *
     * <pre>{@code
     * assertThat(config).hasNoVolumes(); // fails if there is /data
     * }</pre>
     *
     * @throws AssertionError if there is one
     */
    public SELF hasNoVolumes() {
        return hasOnlyVolumes();
    }

    private void requireExactly(String what, Set<String> wanted, Set<String> found) {
        if (!found.equals(wanted)) {
            String exactly = wanted.isEmpty() ? "none" : String.join(", ", wanted);
            throw failure(
                    Message.expecting(what + " to be exactly: " + exactly)
                            .withAll("missing", without(wanted, found))
                            .withAll("unexpected", without(found, wanted)),
                    sorted(wanted),
                    sorted(found));
        }
    }

    private static Set<String> portsOf(ImageConfig config) {
        return ExposedPort.found(config.exposedPorts().stream());
    }

    private static Set<String> volumesOf(ImageConfig config) {
        return config.volumes().stream()
                .map(CanonicalPath::ofEntry)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        return names.stream()
                .filter(name -> !others.contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}

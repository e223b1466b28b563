package dev.dockdash.oci;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The value of the system property that chooses the platform when nothing else does. */
final class PlatformSetting {

    static final String PROPERTY = "dockdash.platform";

    private static final String HOST = "host";
    private static final String LINUX = "linux";

    private static final SortedSet<String> SYSTEMS = sorted("linux", "windows", "freebsd", "darwin", "wasip1");
    private static final SortedSet<String> ARCHITECTURES =
            sorted("386", "amd64", "arm", "arm64", "loong64", "mips64le", "ppc64le", "riscv64", "s390x", "wasm");

    /** Java's names of processors that are not Go's. */
    private static final Map<String, String> GO_NAMES = Map.of(
            "x86_64",
            "amd64",
            "aarch64",
            "arm64",
            "x86",
            "386",
            "i386",
            "386",
            "i686",
            "386",
            "loongarch64",
            "loong64");

    private PlatformSetting() {}

    /**
     * Returns the platform that a value of the property means.
     *
     * @param processor what Java calls the processor of this machine
     * @throws IllegalArgumentException if it means none; the message lists the values that do
     */
    static Platform parse(String value, String processor) {
        return value.equals(HOST) ? host(processor) : named(value);
    }

    /** Containers run on Linux, if need be in a virtual machine, whatever the system of the host is. */
    private static Platform host(String processor) {
        String architecture = GO_NAMES.getOrDefault(processor, processor);
        if (!ARCHITECTURES.contains(architecture)) {
            throw invalid(HOST, "the processor " + processor + " of this machine is unknown");
        }
        Optional<String> variant = architecture.equals("arm") ? Optional.of("v7") : Optional.empty();
        return new Platform(LINUX, architecture, variant, Optional.empty(), List.of());
    }

    private static Platform named(String value) {
        Platform platform;
        try {
            platform = Platform.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message(value, "it is no platform"), e);
        }
        if (!SYSTEMS.contains(platform.os())) {
            throw invalid(value, "the system " + platform.os() + " is unknown");
        }
        if (!ARCHITECTURES.contains(platform.architecture())) {
            throw invalid(value, "the architecture " + platform.architecture() + " is unknown");
        }
        return platform;
    }

    private static IllegalArgumentException invalid(String value, String reason) {
        return new IllegalArgumentException(message(value, reason));
    }

    private static String message(String value, String reason) {
        return "Invalid value \"" + value + "\" of the system property " + PROPERTY + ": " + reason
                + ": expected host, or os/architecture or os/architecture/variant with an os of " + SYSTEMS
                + " and an architecture of " + ARCHITECTURES;
    }

    private static SortedSet<String> sorted(String... names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(List.of(names)));
    }
}

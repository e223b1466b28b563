package dev.dockdash.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be configured; the configuration parameter of JUnit goes before the environment variable. */
enum ConfigurationKey {
    /** The compression of layers. */
    COMPRESSION("dockdash.compression"),
    /** The platform of images. */
    PLATFORM("dockdash.platform"),
    /** The repository that is the remote cache of layers. */
    CACHE_REMOTE("dockdash.cache.remote"),
    /** Whether new layers are put into it. */
    CACHE_REMOTE_WRITE("dockdash.cache.remote.write"),
    /** What registries are. */
    REGISTRY_TYPE("dockdash.registry.type"),
    /** The image of registries in containers. */
    REGISTRY_IMAGE("dockdash.registry.image"),
    /** How long a registry in a container may take to start. */
    REGISTRY_STARTUP_TIMEOUT("dockdash.registry.startup-timeout"),
    /** Where the registry listens that runs already. */
    REGISTRY_HOST("dockdash.registry.host"),
    /** What happens to tests that need Docker where there is none. */
    WITHOUT_DOCKER("dockdash.without-docker"),
    /** Whether the images of failed tests are written to disk. */
    KEEP_ON_FAILURE("dockdash.keep-on-failure"),
    /** When a report of the images is written. */
    REPORT("dockdash.report");

    /** The start of the names of all parameters. */
    static final String PREFIX = "dockdash.";

    /** The start of the names of all environment variables. */
    static final String VARIABLE_PREFIX = "DOCKDASH_";

    private static final String CACHE_VARIABLE = "DOCKDASH_CACHE";

    private final String parameter;

    ConfigurationKey(String parameter) {
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }

    String variable() {
        return parameter.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Returns what is wrong with the name of a parameter. */
    static Optional<String> problemOfParameter(String name) {
        return name.startsWith(PREFIX) && !parameters().contains(name)
                ? Optional.of(unknownParameter(name))
                : Optional.empty();
    }

    /** Returns what to say about a name that is not the one of a parameter. */
    static String unknownParameter(String name) {
        return unknown("configuration parameter", name, parameters());
    }

    private static List<String> parameters() {
        return Arrays.stream(values()).map(ConfigurationKey::parameter).toList();
    }

    /** Returns what is wrong with the name of an environment variable. */
    static Optional<String> problemOfVariable(String name) {
        List<String> known = Stream.concat(
                        Stream.of(CACHE_VARIABLE), Arrays.stream(values()).map(ConfigurationKey::variable))
                .toList();
        return name.startsWith(VARIABLE_PREFIX) && !known.contains(name)
                ? Optional.of(unknown("environment variable", name, known))
                : Optional.empty();
    }

    private static String unknown(String kind, String name, List<String> known) {
        return "Unknown " + kind + " " + name + ": expected one of " + String.join(", ", known);
    }
}

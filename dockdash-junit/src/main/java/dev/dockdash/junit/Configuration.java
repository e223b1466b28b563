package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.Environment;
import dev.dockdash.registry.RegistryCache;
import dev.dockdash.registry.RegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What users configure: by a parameter of JUnit, which may be a system property, else by an environment variable.
 *
 * <p>Methods throw {@link ExtensionConfigurationException} if a value is not one of those that are expected.
 *
 * @param parameters looks up a parameter
 * @param environment the environment variables
 */
record Configuration(Function<String, Optional<String>> parameters, Map<String, String> environment) {

    private static final List<EphemeralRegistry.Type> REGISTRY_TYPES =
            List.of(EphemeralRegistry.Type.EMBEDDED, EphemeralRegistry.Type.CONTAINER, EphemeralRegistry.Type.EXTERNAL);
    private static final String DEFAULT_IMAGE = "registry:2";
    private static final Duration DEFAULT_STARTUP_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    /** What happens to tests that need Docker where there is none. */
    enum WithoutDocker {
        /** They fail, whatever annotations say. */
        FAIL,
        /** They are skipped, whatever annotations say. */
        SKIP
    }

    /** A value and where it comes from. */
    private record Configured(String value, String origin) {

        ExtensionConfigurationException wrong(String expected) {
            return new ExtensionConfigurationException(origin + " is \"" + value + "\": expected " + expected);
        }
    }

    static Configuration of(ExtensionContext context) {
        return new Configuration(context::getConfigurationParameter, System.getenv());
    }

    /**
     * Refuses names that begin as ours do and are none, and parameters whose names were meant to be ours.
     *
     * @param parameterNames names of parameters that can be listed
     */
    void checkNames(Stream<String> parameterNames) {
        Stream<String> misspelt =
                Misspelling.all().stream().filter(name -> parameters.apply(name).isPresent());
        Stream.of(
                        parameterNames.map(ConfigurationKey::problemOfParameter),
                        misspelt.map(ConfigurationKey::unknownParameter).map(Optional::of),
                        environment.keySet().stream().map(ConfigurationKey::problemOfVariable))
                .flatMap(problems -> problems)
                .flatMap(Optional::stream)
                .sorted()
                .findFirst()
                .ifPresent(problem -> {
                    throw new ExtensionConfigurationException(problem);
                });
    }

    /** Returns a client with the credentials and proxies that the environment configures. */
    RegistryClient client() {
        Path home = Environment.ofProcess().home();
        return RegistryClient.builder()
                .environment(new Environment(environment, home))
                .build();
    }

    /** Refuses wrong values of what is asked for only when a test fails. */
    void checkValues() {
        keepOnFailure();
        reportOnFailure();
    }

    /** Returns the compression of layers whose annotation does not choose one. */
    Compression compression() {
        return find(ConfigurationKey.COMPRESSION)
                .map(configured -> choose(configured, List.of(Compression.values())))
                .orElse(Compression.ZSTD);
    }

    /** Returns the platform of images whose annotation does not choose one. */
    Platform platform() {
        return find(ConfigurationKey.PLATFORM).map(Configuration::platform).orElse(Platform.LINUX_AMD64);
    }

    /** Returns what registries are whose annotation does not say. */
    EphemeralRegistry.Type registryType() {
        return find(ConfigurationKey.REGISTRY_TYPE)
                .map(configured -> choose(configured, REGISTRY_TYPES))
                .orElse(EphemeralRegistry.Type.EMBEDDED);
    }

    /** Returns the image of registries in containers whose annotation does not say. */
    String registryImage() {
        return find(ConfigurationKey.REGISTRY_IMAGE).map(Configured::value).orElse(DEFAULT_IMAGE);
    }

    /** Returns how long a registry in a container may take to start. */
    Duration startupTimeout() {
        return find(ConfigurationKey.REGISTRY_STARTUP_TIMEOUT)
                .map(Configuration::duration)
                .orElse(DEFAULT_STARTUP_TIMEOUT);
    }

    /** Returns where the registry listens that runs already. */
    Optional<String> registryHost() {
        return find(ConfigurationKey.REGISTRY_HOST).map(configured -> {
            if (!ExternalServer.isHostAndPort(configured.value())) {
                throw configured.wrong(ExternalServer.EXPECTED);
            }
            return configured.value();
        });
    }

    /** Returns what happens to tests that need Docker where there is none, if annotations do not decide. */
    Optional<WithoutDocker> withoutDocker() {
        return find(ConfigurationKey.WITHOUT_DOCKER)
                .map(configured -> choose(configured, List.of(WithoutDocker.values())));
    }

    /** Returns whether the images of failed tests are written to disk. */
    boolean keepOnFailure() {
        return isTrue(ConfigurationKey.KEEP_ON_FAILURE);
    }

    /** Returns the remote cache of layers, if there is one; its client is made only then. */
    Optional<RegistryCache> remoteCache(Supplier<RegistryClient> client) {
        boolean writable = isTrue(ConfigurationKey.CACHE_REMOTE_WRITE);
        return find(ConfigurationKey.CACHE_REMOTE).map(configured -> {
            try {
                return writable
                        ? RegistryCache.readWrite(client.get(), configured.value())
                        : RegistryCache.readOnly(client.get(), configured.value());
            } catch (IllegalArgumentException e) {
                throw configured.wrong("a repository such as registry.example.com/team/layers");
            }
        });
    }

    private boolean isTrue(ConfigurationKey key) {
        return find(key)
                .map(configured -> switch (configured.value()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw configured.wrong("one of [true, false]");
                })
                .orElse(false);
    }

    /** Returns whether a report of the images of failed tests is written. */
    boolean reportOnFailure() {
        return find(ConfigurationKey.REPORT)
                .map(configured -> switch (configured.value().toLowerCase(Locale.ROOT)) {
                    case "on-failure" -> true;
                    case "never" -> false;
                    default -> throw configured.wrong("one of [never, on-failure]");
                })
                .orElse(false);
    }

    private Optional<Configured> find(ConfigurationKey key) {
        return parameters
                .apply(key.parameter())
                .map(value -> new Configured(value.strip(), "Configuration parameter " + key.parameter()))
                .or(() -> Optional.ofNullable(environment.get(key.variable()))
                        .map(value -> new Configured(value.strip(), "Environment variable " + key.variable())));
    }

    private static <E extends Enum<E>> E choose(Configured configured, List<E> all) {
        return all.stream()
                .filter(value -> value.name().equalsIgnoreCase(configured.value()))
                .findFirst()
                .orElseThrow(() -> configured.wrong("one of " + all.toString().toLowerCase(Locale.ROOT)));
    }

    private static Platform platform(Configured configured) {
        if (configured.value().equals("host")) {
            return Platform.of("linux", HostArchitecture.of(System.getProperty("os.arch")));
        }
        try {
            return Platform.parse(configured.value());
        } catch (IllegalArgumentException e) {
            throw configured.wrong("host, or an operating system and architecture such as linux/arm64");
        }
    }

    private static Duration duration(Configured configured) {
        Matcher matcher = DURATION.matcher(configured.value());
        if (!matcher.matches()) {
            throw configured.wrong("a number with ms, s or m, such as 30s");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}

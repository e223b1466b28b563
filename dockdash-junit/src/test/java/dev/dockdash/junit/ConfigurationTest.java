package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static Configuration of(Map<String, String> parameters, Map<String, String> environment) {
        return new Configuration(name -> Optional.ofNullable(parameters.get(name)), environment);
    }

    @Test
    void everythingHasADefault() {
        Configuration configuration = of(Map.of(), Map.of());

        assertThat(configuration.compression()).isEqualTo(Compression.ZSTD);
        assertThat(configuration.platform()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(configuration.registryType()).isEqualTo(EphemeralRegistry.Type.EMBEDDED);
        assertThat(configuration.registryImage()).isEqualTo("registry:2");
        assertThat(configuration.startupTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.registryHost()).isEmpty();
        assertThat(configuration.withoutDocker()).isEmpty();
        assertThat(configuration.keepOnFailure()).isFalse();
        assertThat(configuration.reportOnFailure()).isFalse();
    }

    @Test
    void parametersGoBeforeTheEnvironment() {
        Configuration configuration = of(
                Map.of("dockdash.compression", "gzip"),
                Map.of("DOCKDASH_COMPRESSION", "none", "DOCKDASH_REGISTRY_TYPE", " container "));

        assertThat(configuration.compression()).isEqualTo(Compression.GZIP);
        assertThat(configuration.registryType()).isEqualTo(EphemeralRegistry.Type.CONTAINER);
    }

    @Test
    void everythingCanBeSetByTheEnvironment() {
        Configuration configuration = of(
                Map.of(),
                Map.of(
                        "DOCKDASH_COMPRESSION", "NONE",
                        "DOCKDASH_PLATFORM", "linux/arm64",
                        "DOCKDASH_REGISTRY_IMAGE", "registry:3",
                        "DOCKDASH_REGISTRY_STARTUP_TIMEOUT", "500ms",
                        "DOCKDASH_REGISTRY_HOST", "localhost:5000",
                        "DOCKDASH_WITHOUT_DOCKER", "skip",
                        "DOCKDASH_KEEP_ON_FAILURE", "true",
                        "DOCKDASH_REPORT", "on-failure"));

        assertThat(configuration.compression()).isEqualTo(Compression.NONE);
        assertThat(configuration.platform()).hasToString("linux/arm64");
        assertThat(configuration.registryImage()).isEqualTo("registry:3");
        assertThat(configuration.startupTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(configuration.registryHost()).contains("localhost:5000");
        assertThat(configuration.withoutDocker()).contains(Configuration.WithoutDocker.SKIP);
        assertThat(configuration.keepOnFailure()).isTrue();
        assertThat(configuration.reportOnFailure()).isTrue();
    }

    @Test
    void theRemoteCacheIsReadOnlyUnlessItIsSaidToBeWritable() {
        RegistryClient client = RegistryClient.create();
        Map<String, String> read = Map.of("dockdash.cache.remote", "localhost:5000/layers");
        Map<String, String> write =
                Map.of("dockdash.cache.remote", "localhost:5000/layers", "dockdash.cache.remote.write", "true");

        assertThat(of(read, Map.of()).remoteCache(() -> client))
                .hasValueSatisfying(cache -> assertThat(cache.isWritable()).isFalse())
                .hasValueSatisfying(cache -> assertThat(cache).hasToString("the remote cache localhost:5000/layers"));
        assertThat(of(write, Map.of()).remoteCache(() -> client))
                .hasValueSatisfying(cache -> assertThat(cache.isWritable()).isTrue());
        assertThat(of(Map.of(), Map.of("DOCKDASH_CACHE_REMOTE", "localhost:5000/layers"))
                        .remoteCache(() -> client))
                .isPresent();
        assertThat(of(Map.of(), Map.of()).remoteCache(() -> {
                    throw new AssertionError("No client is needed");
                }))
                .isEmpty();
        assertWrong(
                "dockdash.cache.remote",
                "localhost:5000/layers:1",
                configuration -> configuration.remoteCache(() -> client),
                "Configuration parameter dockdash.cache.remote is \"localhost:5000/layers:1\": expected a repository such"
                        + " as registry.example.com/team/layers");
    }

    @ParameterizedTest
    @CsvSource({"x86_64,amd64", "amd64,amd64", "aarch64,arm64", "i386,386", "riscv64,riscv64"})
    void architecturesOfTheHostAreNamedAsImagesDo(String java, String image) {
        assertThat(HostArchitecture.of(java)).isEqualTo(image);
    }

    @Test
    void thePlatformCanBeThatOfTheHost() {
        assertThat(of(Map.of("dockdash.platform", "host"), Map.of()).platform().architecture())
                .isEqualTo(HostArchitecture.of(System.getProperty("os.arch")));
    }

    @Test
    void wrongValuesListTheRightOnes() {
        assertWrong(
                "dockdash.compression",
                "brotli",
                Configuration::compression,
                "Configuration parameter dockdash.compression is \"brotli\": expected one of [zstd, gzip, none]");
        assertWrong(
                "dockdash.platform",
                "arm",
                Configuration::platform,
                "Configuration parameter dockdash.platform is \"arm\": expected host, or an operating system and"
                        + " architecture such as linux/arm64");
        assertWrong(
                "dockdash.registry.type",
                "default",
                Configuration::registryType,
                "Configuration parameter dockdash.registry.type is \"default\": expected one of [embedded, container,"
                        + " external]");
        assertWrong(
                "dockdash.registry.startup-timeout",
                "30",
                Configuration::startupTimeout,
                "Configuration parameter dockdash.registry.startup-timeout is \"30\": expected a number with ms, s or m,"
                        + " such as 30s");
        assertWrong(
                "dockdash.registry.host",
                "http://localhost:5000",
                Configuration::registryHost,
                "Configuration parameter dockdash.registry.host is \"http://localhost:5000\": expected a host with an"
                        + " optional port, such as localhost:5000");
        assertWrong(
                "dockdash.without-docker",
                "ignore",
                Configuration::withoutDocker,
                "Configuration parameter dockdash.without-docker is \"ignore\": expected one of [fail, skip]");
        assertWrong(
                "dockdash.keep-on-failure",
                "yes",
                Configuration::keepOnFailure,
                "Configuration parameter dockdash.keep-on-failure is \"yes\": expected one of [true, false]");
        assertWrong(
                "dockdash.report",
                "always",
                Configuration::checkValues,
                "Configuration parameter dockdash.report is \"always\": expected one of [never, on-failure]");
    }

    private static void assertWrong(String key, String value, Consumer<Configuration> read, String message) {
        assertThatThrownBy(() -> read.accept(of(Map.of(key, value), Map.of())))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void wrongValuesOfTheEnvironmentNameTheVariable() {
        assertThatThrownBy(() ->
                        of(Map.of(), Map.of("DOCKDASH_WITHOUT_DOCKER", "no")).withoutDocker())
                .hasMessage("Environment variable DOCKDASH_WITHOUT_DOCKER is \"no\": expected one of [fail, skip]");
    }

    @Test
    void wrongNamesListTheRightOnes() {
        Configuration configuration = of(Map.of(), Map.of("DOCKDASH_CACHE", "/cache", "PATH", "/bin"));

        configuration.checkNames(Stream.of("dockdash.compression", "java.version"));
        assertThatThrownBy(() -> configuration.checkNames(Stream.of("dockdash.compresion")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Unknown configuration parameter dockdash.compresion: expected one of dockdash.compression,"
                        + " dockdash.platform, dockdash.cache.remote, dockdash.cache.remote.write,"
                        + " dockdash.registry.type, dockdash.registry.image,"
                        + " dockdash.registry.startup-timeout, dockdash.registry.host, dockdash.without-docker,"
                        + " dockdash.keep-on-failure, dockdash.report");
        assertThatThrownBy(() -> of(Map.of(), Map.of("DOCKDASH_REGISTRY", "x")).checkNames(Stream.of()))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Unknown environment variable DOCKDASH_REGISTRY: expected one of DOCKDASH_CACHE,"
                        + " DOCKDASH_COMPRESSION, DOCKDASH_PLATFORM, DOCKDASH_CACHE_REMOTE, DOCKDASH_CACHE_REMOTE_WRITE,"
                        + " DOCKDASH_REGISTRY_TYPE, DOCKDASH_REGISTRY_IMAGE,"
                        + " DOCKDASH_REGISTRY_STARTUP_TIMEOUT, DOCKDASH_REGISTRY_HOST, DOCKDASH_WITHOUT_DOCKER,"
                        + " DOCKDASH_KEEP_ON_FAILURE, DOCKDASH_REPORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dockdash.compresion",
                "dockdash.platforms",
                "dockdash.registy.type",
                "dockdash.registry.tpye",
                "dockdash.regisstry.host",
                "docdash.platform",
                "dockdash.host",
                "dockdash.registry.platform",
                "dockdash.registry-type",
                "dockdash.registry.startup.timeout",
                "dockdash.registry.startupTimeout",
                "dockdash.withoutDocker",
                "dockdash.registryStartupTimeout",
                "dockdash.keep_on_failure",
                "DOCKDASH_KEEP_ON_FAILURE",
                "junit.jupiter.dockdash.without-docker"
            })
    void parametersThatAreMeantToBeOursAreRefused(String name) {
        Configuration configuration = of(Map.of(name, "x"), Map.of());

        assertThatThrownBy(() -> configuration.checkNames(Stream.of()))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("Unknown configuration parameter " + name
                        + ": expected one of dockdash.compression, dockdash.platform, ");
    }

    @Test
    void noRightNameIsRefused() {
        Map<String, String> all = Arrays.stream(ConfigurationKey.values())
                .collect(Collectors.toMap(ConfigurationKey::parameter, key -> "x"));

        of(all, Map.of()).checkNames(all.keySet().stream());
    }

    @Test
    void parametersOfTheLauncherAreCheckedBeforeAnythingIsBuilt() {
        assertThat(CaseRun.withParameter("dockdash.keepOnFailure", "true", BuildingTestCase.class)
                        .onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("Unknown configuration parameter dockdash.keepOnFailure: expected one of ");
    }

    @BuildImage("images/web")
    static class BuildingTestCase {

        @Test
        void test() {}
    }

    @Test
    void namesAreThoseOfSystemPropertiesAndOfTheFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("junit-platform.properties"), "dockdash.fromFile = 1\n");
        Properties system = new Properties();
        system.setProperty("dockdash.fromSystem", "1");

        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
                URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            assertThat(ConfigurationNames.of(system, loader))
                    .containsExactlyInAnyOrder("dockdash.fromFile", "dockdash.fromSystem");
            assertThat(ConfigurationNames.of(system, empty)).containsExactly("dockdash.fromSystem");
        }
    }
}

package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryCacheTest {

    private static RegistryClient client() {
        return RegistryClient.builder().environment(Environment.empty()).build();
    }

    private static Optional<RegistryCache> configured(Map<String, String> properties, Map<String, String> environment) {
        return RegistryCache.configured(properties::get, environment, RegistryCacheTest::client);
    }

    @Test
    void thereIsNoneUnlessOneIsNamed() {
        assertThat(configured(Map.of(), Map.of())).isEmpty();
        assertThat(configured(Map.of(), Map.of("DOCKDASH_CACHE_REMOTE", " "))).isEmpty();
        assertThat(configured(Map.of("dockdash.cache.remote.write", "true"), Map.of()))
                .isEmpty();
    }

    @Test
    void thePropertyGoesBeforeTheEnvironment() {
        Map<String, String> environment =
                Map.of("DOCKDASH_CACHE_REMOTE", "localhost:1/a", "DOCKDASH_CACHE_REMOTE_WRITE", "true");
        assertThat(configured(Map.of(), environment).orElseThrow())
                .hasToString("the remote cache localhost:1/a")
                .matches(RegistryCache::isWritable);
        assertThat(configured(
                                Map.of(
                                        "dockdash.cache.remote",
                                        "localhost:2/b",
                                        "dockdash.cache.remote.write",
                                        "false"),
                                environment)
                        .orElseThrow())
                .hasToString("the remote cache localhost:2/b")
                .matches(cache -> !cache.isWritable());
    }

    @Test
    void itIsOnlyReadUnlessWritingIsAllowed() {
        assertThat(configured(Map.of("dockdash.cache.remote", "localhost:1/a"), Map.of())
                        .orElseThrow()
                        .isWritable())
                .isFalse();
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> configured(Map.of("dockdash.cache.remote", "localhost:1/a@b"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> configured(
                        Map.of("dockdash.cache.remote", "localhost:1/a", "dockdash.cache.remote.write", "yes"),
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid value \"yes\" of dockdash.cache.remote.write or DOCKDASH_CACHE_REMOTE_WRITE:"
                        + " expected true or false");
    }
}

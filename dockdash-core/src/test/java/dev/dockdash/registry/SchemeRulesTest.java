package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeRulesTest {

    private final SchemeRules rules = new SchemeRules(Set.of("Registry.lan:5000"), Set.of("localhost:5443"));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:5000", "LOCALHOST:1", "127.0.0.1:5000", "127.1.2.3", "[::1]:5000"})
    void loopbackIsSpokenToWithoutTls(String registry) {
        assertThat(rules.base(registry).scheme()).isEqualTo("http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com",
                "128.0.0.1:5000",
                "localhost.example.com",
                "127.0.0.1.example.com:80",
                "registry.lan",
                "registry.lan:5001",
                "localhost:5443",
                "[::2]:5000"
            })
    void everyoneElseNeedsIt(String registry) {
        assertThat(rules.base(registry).scheme()).isEqualTo("https");
    }

    @Test
    void aNamedHostIsSpokenToWithoutTls() {
        assertThat(rules.base("registry.lan:5000")).hasToString("http://registry.lan:5000/v2/");
    }

    @Test
    void aPasswordIsNotPartOfARegistryAndIsNotShown() {
        assertThatThrownBy(() -> rules.base("user:s3cret@localhost:5000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:5000|       if the registry speaks TLS, call https",
                "registry.lan:5000|    if the registry speaks TLS, do not call plainHttp",
                "localhost:5443|       if the registry speaks plain HTTP, do not call https",
                "registry.example.com| if the registry speaks plain HTTP, call plainHttp"
            })
    void theOtherSchemeIsACallMoreOrLess(String registry, String step) {
        Access access = new Access(registry, rules.base(registry), "", List.of());
        assertThat(rules.otherScheme(access)).startsWith(step + "(\"" + registry + "\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "host/path", "host:port", ""})
    void aRegistryIsAHost(String registry) {
        assertThatThrownBy(() -> rules.base(registry)).isInstanceOf(IllegalArgumentException.class);
    }
}

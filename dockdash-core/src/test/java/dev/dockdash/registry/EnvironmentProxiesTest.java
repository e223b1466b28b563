package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest extends ServerTest {

    private static EnvironmentProxies proxies(Map<String, String> variables) {
        return new EnvironmentProxies(new Environment(variables, Path.of("home")), null);
    }

    private static Proxy select(Map<String, String> variables, String uri) {
        return proxies(variables).select(URI.create(uri)).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy.example.com:3128, HTTP, 3128",
        "https_proxy, proxy.example.com:3128, HTTP, 3128",
        "https_proxy, http://user:p%40ss@proxy.example.com, HTTP, 80",
        "https_proxy, socks5://proxy.example.com, SOCKS, 1080",
        "https_proxy, socks5h://proxy.example.com:80, SOCKS, 80"
    })
    void variablesNameTheProxy(String variable, String value, Proxy.Type type, int port) {
        assertThat(select(Map.of(variable, value), "https://registry.example.com/v2/"))
                .isEqualTo(new Proxy(type, InetSocketAddress.createUnresolved("proxy.example.com", port)));
    }

    @Test
    void eachSchemeHasItsOwnProxy() {
        Map<String, String> variables = Map.of("HTTPS_PROXY", "a:1", "HTTP_PROXY", "b:2");
        assertThat(select(variables, "https://h/").address()).hasToString("a/<unresolved>:1");
        assertThat(select(variables, "http://h/").address()).hasToString("b/<unresolved>:2");
        assertThat(select(Map.of("HTTP_PROXY", "b:2"), "https://h/")).isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:5000/", "https://127.0.0.1/", "https://[::1]:5000/"})
    void loopbackIsNeverReachedThroughAProxy(String uri) {
        assertThat(select(Map.of("HTTPS_PROXY", "a:1"), uri)).isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com | registry.example.com | true",
                "example.com | example.com | true",
                "example.com | badexample.com | false",
                ".example.com | example.com | false",
                "*.example.com, b | registry.example.com | true",
                "Registry.Example.com:443 | registry.example.com | true",
                "registry.example.com:5000 | registry.example.com | false",
                "10.0.0.0/8 | 10.20.30.40 | true",
                "10.0.0.0/12 | 10.20.30.40 | false",
                "10.0.0.0/99 | 10.20.30.40 | false",
                "fd00::/8 | [fd12::1] | true",
                "192.0.2.1 | 192.0.2.1 | true",
                "* | anything | true",
                "'' | anything | false"
            })
    void whatNoProxyListsIsReachedDirectly(String list, String host, boolean direct) {
        Proxy proxy = select(Map.of("HTTPS_PROXY", "a:1", "NO_PROXY", list), "https://" + host + "/");
        assertThat(proxy.equals(Proxy.NO_PROXY)).isEqualTo(direct);
    }

    @Test
    void aSettingThatNamesNoProxyIsAnErrorThatDoesNotShowIt() {
        EnvironmentProxies proxies = proxies(Map.of("HTTPS_PROXY", "https://joe:s3cret@proxy"));
        assertThatThrownBy(() -> proxies.check(HttpUrl.get("https://registry.example.com/")))
                .hasMessageContaining("HTTPS_PROXY does not name a proxy")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aProxyIsToldWhoAsksWhenItWantsToKnow() throws IOException {
        server.on(
                "GET",
                ".*",
                (asked, number) -> asked.header("Proxy-Authorization").isEmpty()
                        ? Answer.of(407).header("Proxy-Authenticate", "Basic realm=\"proxy\"")
                        : Answer.json("{}"));
        String proxy = "http://joe:s3cret@" + server.hostAndPort();
        RegistryClient client = builder()
                .environment(new Environment(Map.of("HTTP_PROXY", proxy), Path.of("home")))
                .plainHttp("registry.example.com")
                .build();
        assertThat(get(client, "http://registry.example.com/v2/app/x")).isEqualTo("{}");
        assertThat(server.asked())
                .last()
                .satisfies(asked -> assertThat(asked.header("Host")).contains("registry.example.com"));
    }
}

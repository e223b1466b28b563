package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSourcesTest {

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();

    private Optional<Credentials> find(String registry, String repository) throws IOException {
        return CredentialSources.of(List.of(), new Environment(variables, home))
                .find(registry, repository)
                .map(CredentialSources.Found::credentials);
    }

    private Path write(String file, String json) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, json);
    }

    /** Returns an entry whose password is that of the user {@code u}. */
    private static String auth(String password) {
        String pair = Base64.getEncoder().encodeToString(("u:" + password).getBytes(StandardCharsets.UTF_8));
        return "{\"auth\":\"" + pair + "\"}";
    }

    private static Optional<Credentials> password(String password) {
        return Optional.of(Credentials.of("u", password));
    }

    @Test
    void nothingConfiguredIsNoCredentials() throws IOException {
        assertThat(find("r.example.com", "app")).isEmpty();
    }

    @Test
    void sourcesAreAskedInTheirOrder() throws IOException {
        write(".config/containers/auth.json", "{\"auths\":{\"r.example.com\":" + auth("config") + "}}");
        assertThat(find("r.example.com", "app")).isEqualTo(password("config"));
        write("run/containers/auth.json", "{\"auths\":{\"r.example.com\":" + auth("runtime") + "}}");
        variables.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
        assertThat(find("r.example.com", "app")).isEqualTo(password("runtime"));
        write(".docker/config.json", "{\"auths\":{\"r.example.com\":" + auth("docker") + "}}");
        assertThat(find("r.example.com", "app")).isEqualTo(password("docker"));
        Path named = write("named.json", "{\"auths\":{\"r.example.com\":" + auth("named") + "}}");
        variables.put("REGISTRY_AUTH_FILE", named.toString());
        assertThat(find("r.example.com", "app")).isEqualTo(password("named"));
        variables.put("DOCKER_USERNAME", "u");
        variables.put("DOCKER_PASSWORD", "variable");
        assertThat(find("r.example.com", "app")).isEqualTo(password("variable"));
    }

    @Test
    void dockerConfigNamesAnotherFolder() throws IOException {
        write(".docker/config.json", "{\"auths\":{\"r.example.com\":" + auth("docker") + "}}");
        write("other/config.json", "{\"auths\":{\"r.example.com\":" + auth("other") + "}}");
        variables.put("DOCKER_CONFIG", home.resolve("other").toString());
        assertThat(find("r.example.com", "app")).isEqualTo(password("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "r.example.com, true",
        "https://r.example.com/v1/, true",
        "R.example.com:443, true",
        "other.example.com, false",
        "docker.io, false"
    })
    void variablesAreForTheNamedRegistryOnly(String named, boolean found) throws IOException {
        variables.put("DOCKER_USERNAME", "u");
        variables.put("DOCKER_PASSWORD", "p");
        variables.put("DOCKER_REGISTRY", named);
        assertThat(find("r.example.com", "app").isPresent()).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://index.docker.io/v1/",
                "index.docker.io",
                "docker.io",
                "registry-1.docker.io",
                "https://registry.hub.docker.com"
            })
    void dockerHubHasManyNames(String key) throws IOException {
        write(".docker/config.json", "{\"auths\":{\"" + key + "\":" + auth("hub") + "}}");
        assertThat(find("docker.io", "library/ubuntu")).isEqualTo(password("hub"));
        assertThat(find("registry-1.docker.io", "library/ubuntu")).isEqualTo(password("hub"));
        assertThat(find("r.example.com", "app")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.example.com:5000", "https://r.example.com:5000", "http://r.example.com:5000/v2/"})
    void keysMayBeUrls(String key) throws IOException {
        write(".docker/config.json", "{\"auths\":{\"" + key + "\":" + auth("p") + "}}");
        assertThat(find("r.example.com:5000", "app")).isEqualTo(password("p"));
        assertThat(find("r.example.com", "app")).isEmpty();
    }

    @Test
    void theLongestPathCounts() throws IOException {
        write(
                ".config/containers/auth.json",
                "{\"auths\":{\"r.example.com\":" + auth("host") + ",\"r.example.com/team\":" + auth("team")
                        + ",\"r.example.com/team/app\":" + auth("app") + "}}");
        assertThat(find("r.example.com", "team/app")).isEqualTo(password("app"));
        assertThat(find("r.example.com", "team/app/sub")).isEqualTo(password("app"));
        assertThat(find("r.example.com", "team/apple")).isEqualTo(password("team"));
        assertThat(find("r.example.com", "other")).isEqualTo(password("host"));
    }

    @Test
    void aPathIsNotForOthers() throws IOException {
        write(".config/containers/auth.json", "{\"auths\":{\"r.example.com/team\":" + auth("team") + "}}");
        assertThat(find("r.example.com", "other")).isEmpty();
    }

    @Test
    void passwordsMayHaveColonsAndTokensMayStandIn() throws IOException {
        write(
                ".docker/config.json",
                "{\"auths\":{\"a.example.com\":" + auth("p:q:r") + ","
                        + "\"b.example.com\":{\"auth\":\"dTo=\",\"identitytoken\":\"id\"},"
                        + "\"c.example.com\":{\"registrytoken\":\"reg\"},"
                        + "\"d.example.com\":{\"username\":\"u\",\"password\":\"plain\"},"
                        + "\"e.example.com\":{}}}");
        assertThat(find("a.example.com", "app")).isEqualTo(password("p:q:r"));
        assertThat(find("b.example.com", "app")).contains(Credentials.identityToken("u", "id"));
        assertThat(find("c.example.com", "app")).contains(Credentials.registryToken("reg"));
        assertThat(find("d.example.com", "app")).isEqualTo(password("plain"));
        assertThat(find("e.example.com", "app")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auths\":{\"r.example.com\":{\"auth\":\"s3cret!!\"}}}",
                "{\"auths\":{\"r.example.com\":\"s3cret\"}}",
                "{\"auths\":{\"r.example.com\":{\"auth\":\"s3cret",
                "s3cret"
            })
    void aFileThatCannotBeReadIsAnErrorThatDoesNotShowIt(String json) throws IOException {
        Path file = write(".docker/config.json", json);
        assertThatThrownBy(() -> find("r.example.com", "app"))
                .isInstanceOf(IOException.class)
                .hasNoCause()
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aUserNameWithAColonIsAnError() {
        variables.put("DOCKER_USERNAME", "u:v");
        variables.put("DOCKER_PASSWORD", "s3cret");
        assertThatThrownBy(() -> find("r.example.com", "app"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DOCKER_USERNAME has a colon")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void whatTheProgramGivesComesFirst() throws IOException {
        variables.put("DOCKER_USERNAME", "u");
        variables.put("DOCKER_PASSWORD", "variable");
        List<CredentialSource> given = List.of(CredentialSource.of("r.example.com", Credentials.of("u", "given")));
        CredentialSources sources = CredentialSources.of(given, new Environment(variables, home));
        assertThat(sources.find("r.example.com", "app").orElseThrow().credentials())
                .isEqualTo(Credentials.of("u", "given"));
        assertThat(sources.find("other.example.com", "app").orElseThrow().where())
                .isEqualTo("DOCKER_USERNAME and DOCKER_PASSWORD");
    }

    @Test
    void anEnvironmentDoesNotShowItsValues() {
        assertThat(new Environment(Map.of("DOCKER_PASSWORD", "s3cret"), home))
                .asString()
                .contains("DOCKER_PASSWORD")
                .doesNotContain("s3cret");
    }
}

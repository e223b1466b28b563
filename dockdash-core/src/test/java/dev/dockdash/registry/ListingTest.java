package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest extends ServerTest {

    private static final String TAGS = "/v2/app/tags/list";

    private final RegistryClient client = builder().build();

    private static Answer tags(String tags) {
        return Answer.json("{\"name\":\"app\",\"tags\":" + tags + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</v2/app/tags/list?last=b&n=2>; rel=\"next\"",
                "<list?last=b>; rel=next",
                "</x>; rel=\"prev\", <?last=b>; title=\"t\"; rel=\"next\""
            })
    void linksLeadFromPageToPage(String link) throws IOException {
        server.on(
                "GET",
                TAGS,
                (asked, number) -> asked.query().contains("last=b")
                        ? tags("[\"c\"]")
                        : tags("[\"a\",\"b\"]").header("Link", link));
        assertThat(client.tags(reference("app:1"))).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void thereMayBeNoTags(String none) throws IOException {
        server.on("GET", TAGS, tags(none));
        assertThat(client.tags(reference("app"))).isEmpty();
    }

    @Test
    void thereMayBeVeryManyTags() throws IOException {
        String many = IntStream.range(0, 1_000_000)
                .mapToObj(i -> "\"tag-" + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        server.on("GET", TAGS, tags(many));
        assertThat(client.tags(reference("app"))).hasSize(1_000_000);
    }

    @Test
    void aLinkThatLeadsBackEnds() {
        server.on("GET", TAGS, tags("[\"a\"]").header("Link", "<?last=a>; rel=\"next\""));
        assertThatThrownBy(() -> client.tags(reference("app")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("in a circle");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void aLinkToAnotherHostIsRefused() throws IOException {
        try (ScriptedServer other = ScriptedServer.start()) {
            server.on("GET", TAGS, tags("[\"a\"]").header("Link", "<" + other.url(TAGS) + ">; rel=\"next\""));
            assertThatThrownBy(() -> client.tags(reference("app")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("another host");
            assertThat(other.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"'{\"tags\":\"a\"}'", "'[]'", "'<html>'"})
    void anotherDocumentIsAnError(String body) {
        server.on("GET", TAGS, Answer.json(body));
        assertThatThrownBy(() -> client.tags(reference("app")))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("GET " + server.url(TAGS));
    }

    @Test
    void aListWhosePagesAreTooLargeTogetherIsGivenUp() {
        Answer page = tags("[\"a\"" + " ".repeat(9 << 20) + "]");
        server.on(
                "GET",
                TAGS,
                (asked, number) -> number < 12 ? page.header("Link", "<?last=" + number + ">; rel=\"next\"") : page);
        assertThatThrownBy(() -> client.tags(reference("app")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the list, all its pages together");
        assertThat(server.asked()).hasSize(8);
    }

    @Test
    void repositoriesAreListed() throws IOException {
        server.on(
                "GET",
                "/v2/_catalog",
                (asked, number) -> asked.query().isEmpty()
                        ? Answer.json("{\"repositories\":[\"a\"]}")
                                .header("Link", "</v2/_catalog?last=a>; rel=\"next\"")
                        : Answer.json("{\"repositories\":[\"b/c\"]}"));
        assertThat(client.repositories(server.hostAndPort())).containsExactly("a", "b/c");
        assertThatThrownBy(() -> client.repositories("a b")).isInstanceOf(IllegalArgumentException.class);
    }
}

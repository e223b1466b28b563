package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static dev.dockdash.testregistry.HttpApi.errorCode;
import static dev.dockdash.testregistry.HttpApi.header;
import static dev.dockdash.testregistry.HttpApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    private static final Pattern NEXT = Pattern.compile("<(.*)>; rel=\"next\"");

    private EmbeddedRegistry registry;
    private HttpApi api;

    @BeforeEach
    void start() throws IOException {
        registry = EmbeddedRegistry.start();
        api = new HttpApi(registry);
        for (String tag : new String[] {"b", "a", "_x", "1.0", "Z"}) {
            api.pushImage("web", tag);
        }
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void allTagsComeInAsciiOrder() {
        HttpResponse<byte[]> answer = api.get("/v2/web/tags/list");

        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(json(answer).requiredText("name")).isEqualTo("web");
        assertThat(json(answer).texts("tags")).containsExactly("1.0", "Z", "_x", "a", "b");
        assertThat(answer.headers().firstValue("Link")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "n=2, 1.0 Z, true",
        "n=5, 1.0 Z _x a b, false",
        "n=100, 1.0 Z _x a b, false",
        "last=_x, a b, false",
        "last=c, '', false",
        "last=Y, Z _x a b, false",
        "n=2&last=Z, _x a, true",
        "n=2&last=_x, a b, false",
        "n=0, '', false"
    })
    void pageHoldsTheTagsAskedForAndALinkIfThereAreMore(String query, String tags, boolean more) {
        HttpResponse<byte[]> answer = api.get("/v2/web/tags/list?" + query);

        assertThat(json(answer).has("tags")).isTrue();
        assertThat(String.join(" ", json(answer).texts("tags"))).isEqualTo(tags);
        assertThat(answer.headers().firstValue("Link").isPresent()).isEqualTo(more);
    }

    @Test
    void linksLeadThroughAllPages() {
        List<String> tags = new ArrayList<>();
        HttpResponse<byte[]> page = api.get("/v2/web/tags/list?n=2");
        tags.addAll(json(page).texts("tags"));
        for (Matcher link = NEXT.matcher(header(page, "Link"));
                link.matches();
                link = NEXT.matcher(header(page, "Link"))) {
            page = api.get(link.group(1));
            tags.addAll(json(page).texts("tags"));
        }

        assertThat(tags).containsExactly("1.0", "Z", "_x", "a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "two", "", "99999999999"})
    void countThatIsNoNumberIsRefused(String count) {
        HttpResponse<byte[]> answer = api.get("/v2/web/tags/list?n=" + count);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("UNSUPPORTED");
    }

    @Test
    void repositoryWithoutTagsHasAnEmptyList() {
        api.pushBlob("blobs/only", bytes("blob"));

        assertThat(HttpApi.text(api.get("/v2/blobs/only/tags/list")))
                .isEqualTo("{\"name\":\"blobs/only\",\"tags\":[]}");
    }

    @Test
    void repositoryThatWasNeverPushedToIsUnknown() {
        HttpResponse<byte[]> answer = api.get("/v2/web/more/tags/list");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(errorCode(answer)).isEqualTo("NAME_UNKNOWN");
    }
}

package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.registry.ScriptedServer.Asked;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedUploadTest extends ForwardingTest {

    private static final String UPLOAD = "/v2/app/blobs/uploads/.+";
    private static final int CHUNK = 4000;

    private Image push(MonolithicUpload policy) throws IOException {
        Image image = image("a");
        builder().chunkSize(CHUNK).monolithicUpload(policy).build().push(image, reference("app:1"));
        assertThat(builder().build().pull(direct("app:1"), Platform.LINUX_AMD64))
                .isEqualTo(image);
        return image;
    }

    /** Answers the first chunk that starts at an offset in another way. */
    private void once(int offset, ScriptedServer.Script script) {
        AtomicBoolean done = new AtomicBoolean();
        server.on("PATCH", UPLOAD, (asked, number) -> {
            boolean meant = asked.header("Content-Range").orElse("").startsWith(offset + "-");
            return meant && done.compareAndSet(false, true) ? script.answer(asked, 1) : ScriptedServer.FORWARD;
        });
    }

    @Test
    void blobsGoInChunksOfWhichTheLastEndsTheUpload() throws IOException {
        Image image = push(MonolithicUpload.NEVER);
        long size = image.layers().get(0).size();
        assertThat(server.asked("PATCH", UPLOAD))
                .extracting(asked -> asked.header("Content-Range").orElse(""))
                .startsWith("0-3999", "4000-7999")
                .hasSize((int) ((size - 1) / CHUNK));
        assertThat(server.asked("PUT", UPLOAD).get(0).header("Content-Range"))
                .contains((size - 1) / CHUNK * CHUNK + "-" + (size - 1));
    }

    @Test
    void chunksAreAsLargeAsTheRegistryWants() throws IOException {
        server.on("POST", ".*", (asked, number) -> server.forward(asked).header("OCI-Chunk-Min-Length", "6000"));
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PATCH", UPLOAD).get(0).body().length()).isEqualTo(6000);
    }

    @Test
    void aRegistryThatFallsBackAgainAndAgainGetsTheBlobWhole() throws IOException {
        server.on(
                "PATCH",
                UPLOAD,
                (asked, number) -> number > 20
                        ? Answer.of(500)
                        : Answer.of(202)
                                .header("Location", asked.path() + "?" + asked.query())
                                .header("Range", number % 2 == 1 ? "0-3999" : "0-0"));
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PATCH", UPLOAD)).hasSizeBetween(2, 10);
    }

    @Test
    void whatIsTooLargeForOneRequestGoesInChunks() throws IOException {
        server.on(
                "PUT",
                UPLOAD,
                (asked, number) -> asked.body().length() > CHUNK ? Answer.of(413) : ScriptedServer.FORWARD);
        push(MonolithicUpload.AUTO);
        assertThat(server.asked("PATCH", UPLOAD)).isNotEmpty();
    }

    @Test
    void whoWantsOneRequestIsToldThatItIsTooLarge() {
        server.on("PUT", UPLOAD, Answer.of(413));
        assertThatThrownBy(() -> push(MonolithicUpload.ALWAYS))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("let blobs be sent in chunks");
        assertThat(server.asked("PATCH", UPLOAD)).isEmpty();
    }

    @Test
    void afterALostAnswerItGoesOnWhereTheRegistryIs() throws IOException {
        once(CHUNK, (asked, number) -> {
            server.forward(asked);
            return Answer.of(502);
        });
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PATCH", UPLOAD))
                .extracting(asked -> asked.header("Content-Range").orElse(""))
                .startsWith("0-3999", "4000-7999")
                .doesNotHaveDuplicates();
        assertThat(server.asked("GET", UPLOAD)).hasSize(1);
    }

    @Test
    void aChunkThatDidNotArriveIsSentAgain() throws IOException {
        once(CHUNK, (asked, number) -> Answer.of(503));
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PATCH", UPLOAD))
                .extracting(asked -> asked.header("Content-Range").orElse(""))
                .startsWith("0-3999", "4000-7999", "4000-7999");
    }

    @Test
    void outOfOrderIsCorrectedByWhatTheRegistrySays() throws IOException {
        once(CHUNK, (asked, number) -> Answer.of(416));
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("GET", UPLOAD)).hasSize(1);
    }

    @Test
    void aFreshUploadThatSaysOneByteHasNone() throws IOException {
        once(0, (asked, number) -> Answer.of(503));
        server.on("GET", UPLOAD, (asked, number) -> Answer.of(204).header("Range", "0-0"));
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PATCH", UPLOAD))
                .extracting(asked -> asked.header("Content-Range").orElse(""))
                .startsWith("0-3999", "0-3999", "4000-7999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "0-99999999", "0-3999"})
    void aRegistryThatDoesNotGetOnIsSentAllAtOnce(String range) throws IOException {
        server.on("PATCH", UPLOAD, (asked, number) -> {
            Answer answer = server.forward(asked);
            return answer.status() == 202
                    ? Answer.of(202).header("Location", asked.path()).header("Range", range)
                    : answer;
        });
        server.on("GET", UPLOAD, (asked, number) -> Answer.of(204).header("Range", range));
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PUT", UPLOAD))
                .extracting(asked -> asked.body().length())
                .contains(11_776);
    }

    @Test
    void aLostEndIsFoundOutByAHead() throws IOException {
        server.on("PUT", UPLOAD, (asked, number) -> {
            Answer answer = server.forward(asked);
            return number == 1 ? Answer.of(504) : answer;
        });
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PUT", UPLOAD)).hasSize(2);
    }

    @Test
    void anUploadThatIsGoneStartsAgain() throws IOException {
        once(CHUNK, (asked, number) -> {
            server.forward(new Asked("DELETE", asked.path(), asked.query(), asked.headers(), asked.body()));
            return Answer.of(503);
        });
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("POST", ".*")).hasSize(3);
    }

    @Test
    void theNewestLocationCounts() throws IOException {
        server.on("PATCH", UPLOAD, (asked, number) -> {
            Answer answer = server.forward(asked);
            return Answer.of(answer.status()).header("Location", asked.path() + "?part=" + number);
        });
        push(MonolithicUpload.NEVER);
        assertThat(server.asked("PATCH", UPLOAD).get(1).query()).isEqualTo("part=1");
        assertThat(server.asked("PUT", UPLOAD).get(0).query()).startsWith("part=2&digest=");
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> builder().chunkSize(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

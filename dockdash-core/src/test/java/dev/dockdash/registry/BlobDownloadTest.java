package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.registry.ScriptedServer.Asked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobDownloadTest extends ServerTest {

    private static final String BLOB = "/v2/app/blobs/.*";
    private static final int SIZE = 100_000;
    private static final int BROKEN = 30_000;

    @TempDir
    Path temp;

    private final byte[] content = content();

    private static byte[] content() {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private byte[] download(RegistryClientBuilder builder) throws IOException {
        Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER, Digest.of(content), SIZE);
        try (InputStream in =
                builder.build().blob(reference("app:1"), descriptor).open()) {
            return in.readAllBytes();
        }
    }

    private Answer whole() {
        return Answer.of(200).body(content).header("ETag", "\"one\"");
    }

    private Answer rest(Asked asked) {
        int start = Integer.parseInt(asked.header("Range").orElseThrow().replaceAll("\\D", ""));
        return Answer.of(206)
                .body(Arrays.copyOfRange(content, start, SIZE))
                .header("ETag", "\"one\"")
                .header("Content-Range", "bytes " + start + "-" + (SIZE - 1) + "/" + SIZE);
    }

    private void brokenThen(ScriptedServer.Script script) {
        server.on(
                "GET",
                BLOB,
                (asked, number) -> number == 1 ? whole().brokenAfter(BROKEN) : script.answer(asked, number));
    }

    @Test
    void whatBreaksOffGoesOnWhereItWas() throws IOException {
        brokenThen((asked, number) -> rest(asked));
        assertThat(download(builder())).isEqualTo(content);
        assertThat(server.asked()).hasSize(2).last().satisfies(asked -> {
            assertThat(asked.header("Range")).contains("bytes=" + BROKEN + "-");
            assertThat(asked.header("If-Range")).contains("\"one\"");
        });
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void whatBreaksOffAgainAndAgainComesThroughAsLongAsItGetsOn() throws IOException {
        brokenThen((asked, number) -> number < 12 ? rest(asked).brokenAfter(5000) : rest(asked));
        assertThat(download(builder())).isEqualTo(content);
        assertThat(time.pauses()).containsOnly(Duration.ofMillis(250));
    }

    @Test
    void whoDoesNotGetOnGivesUp() {
        brokenThen((asked, number) -> rest(asked).brokenAfter(0));
        assertThatThrownBy(() -> download(builder()))
                .isInstanceOf(ConnectionException.class)
                .hasMessageStartingWith("GET " + server.url("/v2/app/blobs/" + Digest.of(content)));
        assertThat(server.asked()).hasSize(5);
    }

    @Test
    void aRegistryThatStartsAgainIsReadAgain() throws IOException {
        brokenThen((asked, number) -> whole());
        assertThat(download(builder())).isEqualTo(content);
    }

    @Test
    void aRegistryThatStartsAgainWithSomethingElseIsFoundOut() {
        byte[] other = content.clone();
        other[SIZE - 1]++;
        brokenThen((asked, number) -> Answer.of(200).body(other));
        assertThatThrownBy(() -> download(builder())).isInstanceOf(BlobMismatchException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-99999/100000", "bytes 30000-99999/100001", "bytes 29999-99999/100000", "x", ""})
    void anotherPartThanAskedForIsRefused(String range) {
        brokenThen((asked, number) -> {
            Answer answer = Answer.of(206).body(Arrays.copyOfRange(content, BROKEN, SIZE));
            return range.isEmpty() ? answer : answer.header("Content-Range", range);
        });
        assertThatThrownBy(() -> download(builder()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("asked to go on at byte 30000");
    }

    @Test
    void aPartOfAnotherBlobIsRefused() {
        brokenThen((asked, number) -> {
            Answer rest = rest(asked);
            return Answer.of(206)
                    .body(Arrays.copyOfRange(content, BROKEN, SIZE))
                    .header("Content-Range", rest.headers().get(1)[1])
                    .header("ETag", "\"two\"");
        });
        assertThatThrownBy(() -> download(builder())).isInstanceOf(RefusedException.class);
    }

    @Test
    void aRefusedRangeIsAnError() {
        brokenThen((asked, number) -> Answer.of(416));
        assertThatThrownBy(() -> download(builder()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(416));
    }

    @Test
    void aFlippedBitIsFoundOutAndNeverKept() {
        byte[] flipped = content.clone();
        flipped[50_000] ^= 1;
        server.on("GET", BLOB, Answer.of(200).body(flipped));
        BlobCache cache = BlobCache.at(temp);
        Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER, Digest.of(content), SIZE);
        RemoteBlob blob = RemoteBlob.of(
                builder().build().session().transport(),
                builder().build().session().repository(reference("app:1")),
                descriptor,
                Optional.of(cache));
        assertThatThrownBy(blob::open).isInstanceOf(BlobMismatchException.class);
        assertThat(cache.find(descriptor.digest())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, SIZE - 1, SIZE + 1, 2 * SIZE})
    void anotherLengthThanTheManifestSaysIsRefusedBeforeItIsRead(int length) {
        server.on("GET", BLOB, Answer.of(200).body(new byte[length]).header("X", "y"));
        assertThatThrownBy(() -> download(builder())).isInstanceOf(IOException.class);
        assertThat(server.asked()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aStalledDownloadIsTakenUpAgain() throws IOException {
        server.on("GET", BLOB, (asked, number) -> number == 1 ? whole().stalledAfter(BROKEN) : rest(asked));
        assertThat(download(builder().stallLimit(Duration.ofSeconds(1)))).isEqualTo(content);
    }

    @Test
    void aRegistryThatSaysNothingMoreIsWaitedForTwice() {
        server.on(
                "GET",
                BLOB,
                (asked, number) ->
                        number == 1 ? whole().stalledAfter(BROKEN) : rest(asked).stalledAfter(0));
        assertThatThrownBy(() -> download(builder().stallLimit(Duration.ofMillis(300))))
                .isInstanceOfSatisfying(
                        ConnectionException.class, e -> assertThat(e.isStall()).isTrue());
        assertThat(server.asked()).hasSizeBetween(2, 3);
    }

    @Test
    void aRegistryThatSendsAPartUnaskedIsRefused() {
        server.on("GET", BLOB, Answer.of(206).body(content));
        assertThatThrownBy(() -> download(builder())).isInstanceOf(RefusedException.class);
    }
}

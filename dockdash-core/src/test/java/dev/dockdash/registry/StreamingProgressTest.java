package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.registry.ScriptedServer.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of layers that are sent while they are built. */
@Timeout(60)
class StreamingProgressTest extends StreamingTest {

    private static final int SIZE = 1 << 20;

    private final List<Progress> heard = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch sent = new CountDownLatch(1);

    /** Opens when the bytes of the layer, which were all sent before, are told of. */
    private final CountDownLatch told = new CountDownLatch(1);

    private void hear(Progress progress) {
        heard.add(progress);
        if (progress.bytesDone() > SIZE) {
            told.countDown();
        }
    }

    /** Pushes a large layer that a server has all of, and answers to, and returns what was told of it. */
    private List<Progress> progress(ScriptedServer.Script answer) throws Exception {
        server.on("PATCH", UPLOAD, (asked, number) -> {
            sent.countDown();
            return answer.answer(asked, number);
        });
        try (StreamingPush push = builder().progress(this::hear).build().startPush(reference("app:1"))) {
            Layer layer = stream(push, layer("x".repeat(SIZE)).compression(Compression.NONE));
            await(sent);
            Image image = Image.scratch().layer(layer).build();
            push.finish(image);
            long bytes = layer.size() + image.config().toBytes().length;
            assertThat(heard.get(heard.size() - 1))
                    .isEqualTo(new Progress("Pushing " + reference("app:1"), bytes, bytes, 2, 2, true));
        }
        return heard;
    }

    @Test
    void progressTellsOfWhatWasSentEarly() throws Exception {
        assertThat(progress((asked, number) -> ScriptedServer.FORWARD))
                .anyMatch(progress -> progress.bytesDone() > SIZE && progress.blobsDone() == 0)
                .extracting(Progress::bytesDone)
                .isSorted();
    }

    @Test
    void whatIsSentToAnotherPlaceIsNotCountedTwice() throws Exception {
        assertThat(progress((asked, number) ->
                        number == 1 ? Answer.of(307).header("Location", asked.path()) : ScriptedServer.FORWARD))
                .allSatisfy(progress -> assertThat(progress.bytesDone()).isBetween(0L, progress.bytesToDo()));
    }

    @Test
    void whatIsSentAgainAtTheEndIsNotCountedTwice() throws Exception {
        assertThat(progress((asked, number) -> {
                    if (number > 1) {
                        return ScriptedServer.FORWARD;
                    }
                    await(told);
                    return Answer.of(307).header("Location", asked.path());
                }))
                .allSatisfy(progress -> assertThat(progress.bytesDone()).isBetween(0L, progress.bytesToDo()));
    }

    @Test
    void whatIsSentInVainIsNotCounted() throws Exception {
        assertThat(progress((asked, number) -> Answer.of(500)))
                .allSatisfy(progress -> assertThat(progress.bytesDone()).isBetween(0L, progress.bytesToDo()));
    }
}

package dev.dockdash.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest extends ForwardingTest {

    @Test
    void aPushTellsHowFarItIs() throws IOException {
        List<Progress> heard = Collections.synchronizedList(new ArrayList<>());
        Image image = image("a", "b");
        builder().progress(heard::add).build().push(image, reference("app:1"));
        long bytes = 2 * image.layers().get(0).size() + image.config().toBytes().length;
        assertThat(heard).extracting(Progress::bytesDone).isSorted();
        assertThat(heard.get(heard.size() - 1))
                .isEqualTo(new Progress("Pushing " + reference("app:1"), bytes, bytes, 3, 3, true));
        assertThat(heard.get(2)).isEqualTo(new Progress("Pushing " + reference("app:1"), 0, bytes, 0, 3, false));
    }

    @Test
    void whatIsSentAgainIsNotCountedTwice() throws IOException {
        List<Progress> heard = Collections.synchronizedList(new ArrayList<>());
        server.on(
                "PUT",
                ".*/uploads/.*",
                (asked, number) -> number == 1 ? ScriptedServer.Answer.of(503) : ScriptedServer.FORWARD);
        builder().progress(heard::add).build().push(image("a"), reference("app:1"));
        assertThat(heard)
                .allSatisfy(progress -> assertThat(progress.bytesDone()).isBetween(0L, progress.bytesToDo()));
        Progress last = heard.get(heard.size() - 1);
        assertThat(last.bytesDone()).isEqualTo(last.bytesToDo());
    }

    @Test
    void aTerminalShowsOneLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProgressListener line = new ProgressLine(new PrintStream(out, true, UTF_8));
        line.changed(new Progress("Pushing r/app:1", 512, 3 * 1024 * 1024, 0, 2, false));
        line.changed(new Progress("Pushing r/app:1", 3 * 1024 * 1024, 3 * 1024 * 1024, 2, 2, true));
        assertThat(out.toString(UTF_8))
                .isEqualTo("\r\u001b[KPushing r/app:1: 0/2 blobs, 512 B/3.0 MiB"
                        + "\r\u001b[KPushing r/app:1: 2/2 blobs, 3.0 MiB/3.0 MiB" + System.lineSeparator());
    }

    @Test
    void withoutATerminalItIsLogged() {
        assertThat(ProgressListener.console()).isInstanceOf(ProgressLog.class);
    }
}

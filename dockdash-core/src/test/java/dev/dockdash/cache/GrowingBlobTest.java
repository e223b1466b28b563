package dev.dockdash.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GrowingBlobTest {

    private static final Digest DIGEST = Digest.of("first, second".getBytes(UTF_8));

    @TempDir
    Path temp;

    private BlobWriter out;
    private GrowingBlob growing;

    @BeforeEach
    void startBlob() throws IOException {
        out = BlobCache.at(temp).newBlob();
        growing = out.growing();
    }

    @AfterEach
    void closeWriter() throws IOException {
        out.close();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    private static String read(InputStream in, int count) throws IOException {
        return new String(in.readNBytes(count), UTF_8);
    }

    /** Starts a thread and returns when it waits for something. */
    private static <T> FutureTask<T> waiting(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(task.isDone()).as("done without waiting").isFalse();
        return task;
    }

    private static Throwable failureOf(FutureTask<?> task) throws Exception {
        try {
            throw new AssertionError("Expected a failure but got " + task.get(30, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        try (InputStream in = growing.open()) {
            write("first");
            assertThat(read(in, 5)).isEqualTo("first");
            write(", second");
            assertThat(in.read()).isEqualTo(',');
            assertThat(read(in, 7)).isEqualTo(" second");
        }
        try (InputStream again = growing.open()) {
            assertThat(read(again, 13)).isEqualTo("first, second");
        }
    }

    @Test
    void whatIsNotWrittenYetIsWaitedFor() throws Exception {
        write("first");
        try (InputStream in = growing.open()) {
            assertThat(read(in, 5)).isEqualTo("first");
            FutureTask<String> rest = waiting(() -> read(in, 100));
            write(", second");
            out.commit(DIGEST);
            assertThat(rest.get(30, TimeUnit.SECONDS)).isEqualTo(", second");
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void itIsCompleteWhenItsFileIsInItsPlace() throws IOException {
        try (InputStream early = growing.open()) {
            write("first, second");
            assertThat(growing.completed()).isEmpty();
            out.commit(DIGEST);
            assertThat(growing.completed())
                    .get()
                    .satisfies(blob -> assertThat(blob.digest()).isEqualTo(DIGEST));
            assertThat(read(early, 100)).isEqualTo("first, second");
            try (InputStream late = growing.open()) {
                assertThat(read(late, 100)).isEqualTo("first, second");
            }
        }
    }

    @Test
    void readersLearnThatItWasGivenUp() throws Exception {
        write("first");
        try (InputStream in = growing.open()) {
            FutureTask<String> all = waiting(() -> read(in, 100));
            out.close();
            assertThat(failureOf(all)).isInstanceOf(IOException.class).hasMessageContaining("given up");
        }
        assertThatThrownBy(growing::open).isInstanceOf(IOException.class).hasMessageContaining("given up");
        assertThat(growing.completed()).isEmpty();
    }

    @Test
    void itIsGivenUpWhenItCannotBePutInItsPlace() throws IOException {
        Files.delete(temp.resolve("blobs/sha256"));
        Files.createFile(temp.resolve("blobs/sha256"));
        write("first, second");
        assertThatThrownBy(() -> out.commit(DIGEST)).isInstanceOf(IOException.class);
        assertThat(growing.completed()).isEmpty();
        out.close();
        assertThatThrownBy(growing::open).hasMessageContaining("given up");
    }

    @Test
    void anotherThreadMayCloseAStream() throws Exception {
        InputStream in = growing.open();
        FutureTask<Integer> one = waiting(in::read);
        in.close();
        assertThat(failureOf(one)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void anInterruptedThreadDoesNotWait() throws IOException {
        try (InputStream in = growing.open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(in::read).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void nothingIsReadIntoNothing() throws IOException {
        try (InputStream in = growing.open()) {
            assertThat(in.read(new byte[0])).isZero();
        }
    }

    @Test
    void aFileThatSomeoneCutIsNoEnd() throws IOException {
        write("first");
        try (InputStream in = growing.open()) {
            Path file = temporaryFile();
            Files.write(file, new byte[2]);
            assertThat(read(in, 2)).hasSize(2);
            assertThatThrownBy(in::read).hasMessageContaining("expected 5 bytes but its file ends at 2");
        }
    }

    private Path temporaryFile() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("tmp"))) {
            return files.findFirst().orElseThrow();
        }
    }
}

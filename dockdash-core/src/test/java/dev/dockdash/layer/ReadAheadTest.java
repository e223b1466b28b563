package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadAheadTest {

    private final byte[] bytes = new byte[3 << 20];

    ReadAheadTest() {
        new Random(1).nextBytes(bytes);
    }

    @Test
    void givesTheBytesThatFollowWhatIsPassedOver() throws IOException {
        int[] lengths = {1, 100, 256 * 1024, 7, 700_000, 256 * 1024 - 1, 1 << 20};
        try (ReadAhead in = new ReadAhead(new ByteArrayInputStream(bytes), () -> false)) {
            int position = 0;
            for (int length : lengths) {
                in.skipNBytes(length);
                position += length;
                assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOfRange(bytes, position, position + 1000));
                position += 1000;
            }
            assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(bytes.length - position);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.skip(1)).isZero();
        }
    }

    /** Whoever goes on after the failure must not meet bytes that are just being read. */
    @Test
    @Timeout(60)
    void goesOnAfterAFailureOfWhatIsDoneMeanwhile() throws IOException {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean fails = new AtomicBoolean();
        BooleanSupplier work = () -> {
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("broken");
            }
            return false;
        };
        int piece = 256 * 1024;
        InputStream source = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            private int given;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (given >= piece) {
                    await(failed);
                }
                int read = super.read(buffer, offset, length);
                given += read;
                return read;
            }
        };
        try (ReadAhead in = new ReadAhead(source, work)) {
            assertThat(in.readNBytes(piece)).isEqualTo(Arrays.copyOf(bytes, piece));
            fails.set(true);
            assertThatThrownBy(in::read).hasMessage("broken");
            failed.countDown();
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, piece, bytes.length));
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedIOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    @Test
    @Timeout(60)
    void whoWaitsDoesWhatThereIsToDo() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        InputStream source = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                await(done);
                return super.read(buffer, offset, length);
            }
        };
        BooleanSupplier work = () -> {
            done.countDown();
            return false;
        };
        try (ReadAhead in = new ReadAhead(source, work)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }
}

package dev.dockdash.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.DigestAlgorithm;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BackgroundDigestTest {

    private static final int MIB = 1 << 20;

    private final byte[] bytes = new byte[9 * MIB + 7];

    BackgroundDigestTest() {
        new Random(1).nextBytes(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MIB - 1, MIB, MIB + 1, MIB * 3 / 2, MIB * 3 / 2 + 1, 9 * MIB, 9 * MIB + 7})
    void givesTheHashWhateverTheLength(int length) {
        BackgroundDigest digest = sha256(WorkerThreads.shared());
        digest.update(bytes, 0, length);
        assertThat(digest.digest()).isEqualTo(plain(bytes, length));
    }

    @Test
    void givesTheHashHoweverTheBytesAreSlicedAndWhoeverHashes() {
        byte[] expected = plain(bytes, bytes.length);
        Random random = new Random(2);
        for (int round = 0; round < 40; round++) {
            BackgroundDigest digest = sha256(WorkerThreads.shared());
            for (int done = 0; done < bytes.length; ) {
                int length = Math.min(bytes.length - done, 1 + random.nextInt(300_000));
                digest.update(bytes, done, length);
                done += length;
            }
            assertThat(digest.digest()).isEqualTo(expected);
        }
    }

    @Test
    void needsNoOtherThread() {
        BackgroundDigest digest = sha256(task -> {});
        digest.update(bytes);
        assertThat(digest.digest()).isEqualTo(plain(bytes, bytes.length));
    }

    @Test
    void asksForHelpAgainAfterItWentAway() {
        List<Runnable> tasks = new ArrayList<>();
        BackgroundDigest digest = sha256(tasks::add);
        digest.update(bytes, 0, 2 * MIB);
        tasks.forEach(Runnable::run);
        digest.update(bytes, 2 * MIB, bytes.length - 2 * MIB);
        assertThat(tasks).hasSize(2);
        assertThat(digest.digest()).isEqualTo(plain(bytes, bytes.length));
    }

    @Test
    void anotherThreadHashesWhatIsLong() {
        Threads threads = new Threads();
        BackgroundDigest digest = new BackgroundDigest(threads, BackgroundDigestTest::runElsewhere);
        digest.update(bytes, 0, MIB);
        digest.update(bytes, 0, 8 * MIB);
        digest.digest();
        // What does not fill a buffer is left over for this thread.
        assertThat(threads.bytesOfOthers).isGreaterThan(7 * MIB);
        assertThat(threads.bytesOfThis).isEqualTo(9 * MIB - threads.bytesOfOthers);
    }

    @Test
    void theBytesMayBeChangedAfterwards() {
        BackgroundDigest digest = sha256(task -> {});
        byte[] copy = bytes.clone();
        digest.update(copy);
        Arrays.fill(copy, (byte) 0);
        assertThat(digest.digest()).isEqualTo(plain(bytes, bytes.length));
    }

    @Test
    void goesOnAfterItSettledAndStartsAgainAfterItsEnd() {
        BackgroundDigest digest = sha256(WorkerThreads.shared());
        for (int round = 0; round < 2; round++) {
            digest.update(bytes, 0, 3 * MIB);
            digest.settle();
            digest.update(bytes, 3 * MIB, 10);
            digest.settle();
            digest.update(bytes, 3 * MIB + 10, bytes.length - 3 * MIB - 10);
            assertThat(digest.digest()).isEqualTo(plain(bytes, bytes.length));
        }
        digest.update(bytes);
        digest.reset();
        digest.update((byte) 1);
        assertThat(digest.digest()).isEqualTo(plain(new byte[] {1}, 1));
    }

    private static BackgroundDigest sha256(Executor helpers) {
        return new BackgroundDigest(DigestAlgorithm.SHA256.newMessageDigest(), helpers);
    }

    private static byte[] plain(byte[] bytes, int length) {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        hash.update(bytes, 0, length);
        return hash.digest();
    }

    private static void runElsewhere(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts who hashes how much. */
    private static final class Threads extends MessageDigest {

        private final Thread first = Thread.currentThread();
        private int bytesOfThis;
        private int bytesOfOthers;

        Threads() {
            super("threads");
        }

        @Override
        protected void engineUpdate(byte input) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            if (Thread.currentThread() == first) {
                bytesOfThis += length;
            } else {
                bytesOfOthers += length;
            }
        }

        @Override
        protected byte[] engineDigest() {
            return new byte[0];
        }

        @Override
        protected void engineReset() {
            // Nothing to forget.
        }
    }
}

package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CheckedBlobStreamTest {

    private static final int STEP = PrefixHashes.STEP;

    private final byte[] bytes = new byte[6 * STEP + 100];

    CheckedBlobStreamTest() {
        new Random(1).nextBytes(bytes);
    }

    @Test
    void givesWhatWasReadAheadInItsOrder() throws IOException {
        List<Integer> checked = new ArrayList<>();
        Source source = new Source();
        try (CheckedBlobStream in = new CheckedBlobStream(source, recording(checked))) {
            assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
            assertThat(List.of(in.help(), in.help(), in.help(), in.help())).containsExactly(true, true, true, false);
            assertThat(source.given).isEqualTo(4 * STEP);
            assertThat(checked).containsExactly(0);
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, bytes.length));
            assertThat(checked).containsExactly(0, 1, 2, 3, 4, 5, 6, -1);
            assertThat(in.help()).isFalse();
            assertThat(in.read()).isEqualTo(-1);
            assertThat(source.ends).as("times that the source told its end").isEqualTo(1);
        }
    }

    static List<Throwable> failures() {
        return List.of(new IOException("lost"), new IllegalStateException("lost"), new OutOfMemoryError("lost"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureAheadComesAfterTheBytesBeforeIt(Throwable failure) throws IOException {
        Source source = new Source();
        source.failsAt = 2 * STEP;
        source.failure = failure;
        try (CheckedBlobStream in = new CheckedBlobStream(source, recording(new ArrayList<>()))) {
            assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
            assertThat(List.of(in.help(), in.help(), in.help())).containsExactly(true, true, false);
            assertThat(in.readNBytes(2 * STEP - 1)).isEqualTo(Arrays.copyOfRange(bytes, 1, 2 * STEP));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(in::read).isSameAs(failure);
            }
        }
    }

    @Test
    void bytesAheadThatChangedAreNotGivenOut() throws IOException {
        Source source = new Source();
        PrefixHashes known = hashes(source);
        bytes[2 * STEP + 7] ^= 1;
        try (CheckedBlobStream in = new CheckedBlobStream(source, known.check(source))) {
            assertThat(List.of(in.help(), in.help(), in.help(), in.help())).containsExactly(true, true, true, false);
            assertThat(in.readNBytes(2 * STEP)).isEqualTo(Arrays.copyOf(bytes, 2 * STEP));
            assertThatThrownBy(in::read)
                    .isInstanceOf(BlobMismatchException.class)
                    .hasMessageContaining("between the bytes " + 2 * STEP + " and " + 3 * STEP);
        }
    }

    /** Both may want the next step at any time. */
    @Test
    void readsTheSameWithAThreadThatHelpsAllTheTime() throws Exception {
        for (int i = 0; i < 50; i++) {
            Source source = new Source();
            AtomicBoolean done = new AtomicBoolean();
            PrefixHashes.Recorder recorder = new PrefixHashes.Recorder(source);
            try (CheckedBlobStream in = new CheckedBlobStream(source, recorder)) {
                Thread helper = new Thread(() -> {
                    while (!done.get()) {
                        in.help();
                    }
                });
                helper.start();
                try {
                    assertThat(in.readAllBytes()).isEqualTo(bytes);
                } finally {
                    done.set(true);
                    helper.join();
                }
            }
            assertThat(recorder.toHashes()).isEqualTo(hashes(source));
        }
    }

    @Test
    void whoIsInterruptedReadsNothingAhead() throws IOException {
        Source source = new Source();
        try (CheckedBlobStream in = new CheckedBlobStream(source, recording(new ArrayList<>()))) {
            Thread.currentThread().interrupt();
            assertThat(in.help()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(source.given).isZero();
            assertThat(in.help()).isTrue();
        }
    }

    private static PrefixHashes hashes(Blob blob) throws IOException {
        PrefixHashes.Recorder recorder = new PrefixHashes.Recorder(blob);
        try (CheckedBlobStream in = new CheckedBlobStream(blob, recorder)) {
            in.skipNBytes(blob.size());
            assertThat(in.read()).isEqualTo(-1);
        }
        return recorder.toHashes();
    }

    private static PrefixHashes.Check recording(List<Integer> steps) {
        return new PrefixHashes.Check() {
            @Override
            public void step(int step, byte[] hash) {
                steps.add(step);
            }

            @Override
            public void end(long size, byte[] hash) {
                if (!steps.contains(-1)) {
                    steps.add(-1);
                }
            }
        };
    }

    /** Tells how many of its bytes were read. */
    private final class Source implements Blob {

        private final Digest digest = Digest.of(bytes);
        private int given;
        private int ends;
        private int failsAt = Integer.MAX_VALUE;
        private Throwable failure = new IOException();

        @Override
        public Digest digest() {
            return digest;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            given = 0;
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    if (given >= failsAt) {
                        throwFailure();
                    }
                    int read = super.read(buffer, offset, length);
                    given += Math.max(0, read);
                    ends += read < 0 ? 1 : 0;
                    return read;
                }
            };
        }

        private void throwFailure() throws IOException {
            if (failure instanceof IOException e) {
                throw e;
            } else if (failure instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) failure;
        }
    }
}

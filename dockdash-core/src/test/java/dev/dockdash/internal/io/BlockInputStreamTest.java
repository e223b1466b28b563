package dev.dockdash.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BlockInputStreamTest {

    private static final int SIZE = 200_000;

    /** Counts what was read of zeros, then 0xff. */
    private static final class Counted extends BlockFilterInputStream {

        private long count;

        Counted(byte... bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    @Test
    void bytesAreReadAsTheyAre() throws IOException {
        try (InputStream in = new Counted((byte) 0, (byte) 0xff)) {
            assertThat(in.available()).isEqualTo(2);
            assertThat(in.read()).isZero();
            assertThat(in.read()).isEqualTo(0xff);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsSkippedIsRead() throws IOException {
        try (Counted in = new Counted(new byte[SIZE])) {
            assertThat(in.skip(150_000)).isEqualTo(150_000);
            assertThat(in.count).isEqualTo(150_000);
            assertThat(in.skip(0)).isZero();
            assertThat(in.skip(-1)).isZero();
            assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(SIZE - 150_000);
            assertThat(in.skip(1)).isZero();
            assertThat(in.count).isEqualTo(SIZE);
        }
    }

    @Test
    void nothingIsReadTwice() {
        assertThat(new Counted().markSupported()).isFalse();
    }
}

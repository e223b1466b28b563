package dev.dockdash.internal.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LimitedInputStreamTest {

    private static final int LIMIT = 200_000;

    @Test
    void bytesThatAreSkippedCount() throws IOException {
        try (InputStream in = limited(LIMIT)) {
            in.skipNBytes(LIMIT);
            assertThat(in.skip(1)).isZero();
            assertThat(in.read()).isEqualTo(-1);
        }
        try (InputStream in = limited(LIMIT + 1)) {
            assertThatIOException()
                    .isThrownBy(() -> in.skipNBytes(LIMIT + 1))
                    .withMessage(
                            "Reading a layer: its tar has more than 200000 bytes; raise the limits if it is to be trusted");
        }
    }

    private static InputStream limited(int length) {
        InputStream bytes = new ByteArrayInputStream(new byte[length]);
        return new LimitedInputStream(
                bytes,
                new CountingInputStream(InputStream.nullInputStream()),
                new LimitedInputStream.Bounds(LIMIT, 1, Long.MAX_VALUE),
                "a layer");
    }
}

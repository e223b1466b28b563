package dev.dockdash.testregistry;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    @Test
    void whatGoesWrongWithItIsTheClientsDoing() {
        EOFException cut = new EOFException("cut");
        RequestBody body = new RequestBody(failing(cut), OptionalLong.of(5));

        assertThatExceptionOfType(ClientGoneException.class)
                .isThrownBy(body::readAllBytes)
                .withCause(cut);
    }

    private static InputStream failing(IOException failure) {
        return new SequenceInputStream(InputStream.nullInputStream(), InputStream.nullInputStream()) {
            @Override
            public int read(byte[] buffer, int offset, int size) throws IOException {
                throw failure;
            }
        };
    }
}

package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    @Test
    void endBeforeThePromisedLengthMeansThatTheClientIsGone() {
        RequestBody body = body("four", OptionalLong.of(5));

        assertThatExceptionOfType(ClientGoneException.class)
                .isThrownBy(body::readAllBytes)
                .withMessage("The connection ended after 4 of 5 bytes of the request body");
    }

    @Test
    void bodyIsConsumedWithItsLastPromisedByte() throws IOException {
        RequestBody body = body("four", OptionalLong.of(4));
        body.discard(3);
        assertThat(body.isConsumed()).isFalse();

        assertThat(body.read()).isEqualTo('r');

        assertThat(body.isConsumed()).isTrue();
    }

    @Test
    void bodyWithoutALengthIsConsumedAtItsEnd() throws IOException {
        RequestBody body = body("four", OptionalLong.empty());
        body.discard(4);
        assertThat(body.isConsumed()).isFalse();

        assertThat(body.read()).isEqualTo(-1);

        assertThat(body.isConsumed()).isTrue();
    }

    private static RequestBody body(String content, OptionalLong length) {
        return new RequestBody(new ByteArrayInputStream(bytes(content)), length);
    }
}

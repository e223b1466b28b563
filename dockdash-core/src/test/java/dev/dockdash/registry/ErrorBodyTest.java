package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;
import org.junit.jupiter.api.Test;

class ErrorBodyTest {

    /** Gives one byte at a time, and the clock goes on by ten seconds before each. */
    private static final class Trickle extends InputStream {

        private final AtomicLong clock = new AtomicLong();
        private final AtomicInteger given = new AtomicInteger();

        @Override
        public int read() {
            clock.addAndGet(Duration.ofSeconds(10).toNanos());
            given.incrementAndGet();
            return ' ';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = (byte) read();
            return 1;
        }
    }

    @Test
    void aBodyThatTricklesIsGivenUp() {
        Trickle trickle = new Trickle();
        Response response = new Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(403)
                .message("")
                .body(ResponseBody.create(Okio.buffer(Okio.source(trickle)), null, -1))
                .build();

        assertThat(ErrorBody.read(response, new StallWatch(Duration.ofSeconds(60), trickle.clock::get)))
                .isEmpty();

        assertThat(trickle.given).hasValueLessThan(20);
    }
}

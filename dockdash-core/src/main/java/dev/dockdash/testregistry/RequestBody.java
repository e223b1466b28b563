package dev.dockdash.testregistry;

import dev.dockdash.internal.io.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The body of a request: what goes wrong with it is the client's doing, and a {@link ClientGoneException}. */
final class RequestBody extends BlockFilterInputStream {

    private final OptionalLong length;

    /** Wraps a body of {@code length} bytes, empty when the client did not tell. */
    RequestBody(InputStream body, OptionalLong length) {
        super(body);
        this.length = length;
    }

    /** Returns how many bytes the client promised, empty when it did not. */
    OptionalLong length() {
        return length;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws ClientGoneException {
        try {
            return in.read(buffer, offset, size);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}

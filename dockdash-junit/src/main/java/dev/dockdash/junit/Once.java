package dev.dockdash.junit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A value that the first thread to ask makes while others wait for it; after a failure the next one tries again. */
final class Once<V> {

    /** Makes a value. */
    interface Maker<V> {

        V make() throws IOException;
    }

    private final AtomicReference<@Nullable CompletableFuture<V>> attempt = new AtomicReference<>();

    /** Returns the value, made now if there is none. */
    V get(Maker<V> maker) throws IOException {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> other = attempt.compareAndExchange(null, own);
        return other == null ? make(maker, own) : await(other);
    }

    /** Returns the value if it was made. */
    Optional<V> ifMade() {
        return Optional.ofNullable(attempt.get())
                .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                .map(CompletableFuture::join);
    }

    private V make(Maker<V> maker, CompletableFuture<V> own) throws IOException {
        try {
            V value = maker.make();
            own.complete(value);
            return value;
        } catch (IOException | RuntimeException | Error e) {
            attempt.set(null);
            own.completeExceptionally(e);
            throw e;
        }
    }

    private static <V> V await(CompletableFuture<V> other) throws IOException {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while another thread was at the same work");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException exception) {
                throw exception;
            }
            throw cause instanceof IOException exception ? exception : new IOException(cause);
        }
    }
}

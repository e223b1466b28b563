package dev.dockdash.junit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether there is Docker, asked when it is first needed and remembered. */
final class Docker {

    private final Supplier<Optional<String>> probe;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();

    Docker(Supplier<Optional<String>> probe) {
        this.probe = probe;
    }

    /** Returns why there is none, if that is so. */
    Optional<String> problem() {
        if (asked.compareAndSet(false, true)) {
            answer.complete(probe.get());
        }
        return answer.join();
    }
}

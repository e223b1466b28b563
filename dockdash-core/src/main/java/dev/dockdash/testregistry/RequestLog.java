package dev.dockdash.testregistry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The requests that were served, the latest ten thousand of them; thread-safe. */
final class RequestLog {

    private static final int CAPACITY = 10_000;

    /** How many requests a message shows. */
    private static final int SHOWN = 10;

    private final TreeMap<Long, RecordedRequest> byNumber = new TreeMap<>();
    private long next;

    /** Takes the next number. */
    synchronized long arrive() {
        return next++;
    }

    /** Adds a request, or puts what is known now in the place of what was. */
    synchronized void put(RecordedRequest request) {
        byNumber.put(request.number(), request);
        if (byNumber.size() > CAPACITY) {
            byNumber.pollFirstEntry();
        }
        notifyAll();
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(byNumber.values());
    }

    /** Waits for a request, which may have been made already. */
    synchronized RecordedRequest await(Predicate<RecordedRequest> wanted, Duration timeout)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<RecordedRequest> found = find(wanted);
        while (found.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException(message(timeout));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
            found = find(wanted);
        }
        return found.get();
    }

    private Optional<RecordedRequest> find(Predicate<RecordedRequest> wanted) {
        return byNumber.values().stream().filter(wanted).findFirst();
    }

    private String message(Duration timeout) {
        StringBuilder message = new StringBuilder("No such request was served within ")
                .append(timeout)
                .append(", the latest of ")
                .append(next)
                .append(" were:");
        byNumber.tailMap(next - SHOWN)
                .values()
                .forEach(request -> message.append(System.lineSeparator()).append(request));
        return message.toString();
    }
}

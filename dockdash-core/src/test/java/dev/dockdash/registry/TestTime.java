package dev.dockdash.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that moves only when it is told, or when someone pauses. */
final class TestTime extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    /** Returns what depends on time, with the middle of all chances. */
    Waiting waiting() {
        return new Waiting(this, this::pause, () -> 1, System::nanoTime);
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    synchronized void forward(Duration duration) {
        now = now.plus(duration);
    }

    private void pause(Duration duration) {
        pauses.add(duration);
        forward(duration);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

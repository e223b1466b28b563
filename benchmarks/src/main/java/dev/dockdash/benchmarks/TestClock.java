package dev.dockdash.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Times test classes that run one after another, from when JUnit begins with one until its test has what it asks for. */
final class TestClock implements TestExecutionListener {

    private static final double NANOS = 1e9;
    private static volatile long stopped;

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long started;

    /** Called by tests first of all. */
    static void stop() {
        stopped = System.nanoTime();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource) {
            started = System.nanoTime();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failure -> failures.add(test.getDisplayName() + ": " + failure));
        if (test.getSource().orElse(null) instanceof ClassSource source) {
            seconds.put(source.getClassName(), (stopped - started) / NANOS);
        }
    }

    /** Returns what each class took, or throws what went wrong in one. */
    Map<String, Double> seconds() {
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Timing test classes: " + String.join("; ", failures));
        }
        return Objects.requireNonNull(seconds);
    }
}

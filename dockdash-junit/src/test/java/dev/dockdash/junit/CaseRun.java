package dev.dockdash.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** One test run over cases, as a user's build would do it; cases tell what they saw by publishing it. */
final class CaseRun {

    private final EngineExecutionResults results;

    private CaseRun(EngineExecutionResults results) {
        this.results = results;
    }

    static CaseRun of(Class<?>... cases) {
        return new CaseRun(kit(cases).execute());
    }

    static CaseRun withParameter(String key, String value, Class<?>... cases) {
        return new CaseRun(kit(cases).configurationParameter(key, value).execute());
    }

    static CaseRun withParameters(Map<String, String> parameters, Class<?>... cases) {
        EngineTestKit.Builder kit = kit(cases);
        parameters.forEach(kit::configurationParameter);
        return new CaseRun(kit.execute());
    }

    /** Runs cases for a launcher that takes files. */
    static CaseRun withOutput(Path output, Map<String, String> parameters, Class<?>... cases) {
        EngineTestKit.Builder kit = kit(cases).outputDirectoryCreator(new OutputDirectoryCreator() {
            @Override
            public Path getRootDirectory() {
                return output;
            }

            @Override
            public Path createOutputDirectory(TestDescriptor test) throws IOException {
                return Files.createTempDirectory(output, "test");
            }
        });
        parameters.forEach(kit::configurationParameter);
        return new CaseRun(kit.execute());
    }

    static CaseRun inParallel(Class<?>... cases) {
        return new CaseRun(kit(cases)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .execute());
    }

    private static EngineTestKit.Builder kit(Class<?>... cases) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Arrays.stream(cases).map(type -> selectClass(type)).toArray(ClassSelector[]::new));
    }

    /** Fails with the first failure of a case, and if not so many tests passed. */
    CaseRun passes(long tests) {
        failures().stream().findFirst().ifPresent(failure -> {
            throw new AssertionError("A case failed", failure);
        });
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(tests));
        return this;
    }

    /** Returns what went wrong in tests and containers. */
    List<Throwable> failures() {
        return results.allEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow())
                .toList();
    }

    Throwable onlyFailure() {
        List<Throwable> failures = failures();
        if (failures.size() != 1) {
            throw new AssertionError("Expected one failure but got " + failures);
        }
        return failures.get(0);
    }

    /** Returns why tests and containers were skipped. */
    List<String> skipped() {
        return results.allEvents()
                .skipped()
                .map(event -> event.getRequiredPayload(String.class))
                .toList();
    }

    /** Returns all that cases and extensions published, one map per entry. */
    List<Map<String, String>> entries() {
        return results.allEvents()
                .reportingEntryPublished()
                .map(event -> entry(event).getKeyValuePairs())
                .toList();
    }

    /** Returns the files that were published. */
    List<Path> files() {
        return results.allEvents()
                .fileEntryPublished()
                .map(event -> event.getRequiredPayload(FileEntry.class).getPath())
                .toList();
    }

    long testsStarted() {
        return results.testEvents().started().count();
    }

    /** Returns what cases published under that key. */
    List<String> published(String key) {
        return results.allEvents()
                .reportingEntryPublished()
                .map(CaseRun::entry)
                .flatMap(entry -> entry.getKeyValuePairs().entrySet().stream())
                .filter(pair -> pair.getKey().equals(key))
                .map(pair -> pair.getValue())
                .toList();
    }

    private static ReportEntry entry(Event event) {
        return event.getRequiredPayload(ReportEntry.class);
    }
}

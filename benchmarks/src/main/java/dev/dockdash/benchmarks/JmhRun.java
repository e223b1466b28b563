package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks with the effort of the whole run. */
final class JmhRun {

    private JmhRun() {}

    /** Runs them all. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        progress.at("JMH");
        progress.found(new JmhReport(run(folder, effort)));
    }

    /** Runs them over fixtures in a folder, each in a JVM of its own. */
    static Collection<RunResult> run(Path folder, Effort effort) {
        try {
            return new Runner(new OptionsBuilder()
                            .include(LayerBenchmark.class.getName())
                            .jvmArgsAppend("-D" + LayerBenchmark.FOLDER + "=" + folder)
                            .warmupIterations(effort.jmhIterations())
                            .warmupTime(TimeValue.milliseconds(effort.jmhMillis()))
                            .measurementIterations(effort.jmhIterations())
                            .measurementTime(TimeValue.milliseconds(effort.jmhMillis()))
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("The JMH benchmarks could not be run", e);
        }
    }
}

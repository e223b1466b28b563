package dev.dockdash.benchmarks;

import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Builds of a layer, cold and warm, and the walk that a warm one cannot do without. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
public class LayerBenchmark {

    /** The system property that names the folder for fixtures and caches; the JVM's temporary folder unless given. */
    static final String FOLDER = "benchmarks.folder";

    /** The fixture's name. */
    @Param({"TINY", "APP", "MANY", "BLOB"})
    public String fixture = "";

    private @Nullable Scratch scratch;
    private @Nullable ColdBuild cold;
    private @Nullable WarmBuild warm;
    private @Nullable BareWalk walk;

    /**
     * Makes the fixture unless it is there, and the caches.
     *
     * @throws IOException if something cannot be written
     */
    @Setup
    public void prepare() throws IOException {
        Path root = Path.of(System.getProperty(FOLDER, System.getProperty("java.io.tmpdir")));
        Path source = Fixture.valueOf(fixture).in(root);
        scratch = Scratch.in(root);
        cold = new ColdBuild(source, scratch.path(), Compression.ZSTD);
        warm = new WarmBuild(source, scratch.path().resolve("warm"));
        walk = new BareWalk(source);
    }

    /**
     * Empties the cache of the cold build.
     *
     * @throws IOException if something cannot be removed
     */
    @Setup(Level.Iteration)
    public void emptyCache() throws IOException {
        Objects.requireNonNull(cold).reset();
    }

    /**
     * Builds with an empty cache, once.
     *
     * @throws IOException if the build fails
     */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    public void cold() throws IOException {
        Objects.requireNonNull(cold).run();
    }

    /**
     * Builds with nothing changed.
     *
     * @throws IOException if the build fails
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void warm() throws IOException {
        Objects.requireNonNull(warm).run();
    }

    /**
     * Walks over all files.
     *
     * @throws IOException if the walk fails
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void walk() throws IOException {
        Objects.requireNonNull(walk).run();
    }

    /**
     * Removes the caches.
     *
     * @throws IOException if something cannot be removed
     */
    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(scratch).close();
    }
}

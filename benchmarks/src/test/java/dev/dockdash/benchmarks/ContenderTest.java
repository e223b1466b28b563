package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dockdash.benchmarks.StageTimes.Stage;
import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContenderTest {

    @TempDir
    Path folder;

    private Path source = Path.of("");
    private Path scratch = Path.of("");

    @BeforeEach
    void makeTiny() throws IOException {
        source = Fixture.TINY.in(folder);
        scratch = Files.createDirectories(folder.resolve("scratch"));
    }

    @Test
    void eachDoesItsJobAgainAndLeavesOnlyItsFolder() throws IOException {
        List<Contender> contenders = List.of(
                new ColdBuild(source, scratch, Compression.ZSTD),
                new JibLayer(source, scratch, false),
                new JibImage(source, scratch, false));
        for (Contender contender : contenders) {
            contender.run();
            contender.reset();
            contender.run();
            contender.reset();
        }

        try (Stream<Path> files = Files.walk(scratch).filter(Files::isRegularFile)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void walkFindsEveryFile() throws IOException {
        BareWalk walk = new BareWalk(source);

        walk.run();

        assertThat(walk.files()).containsExactly(new BareWalk.Found(source.resolve("tiny.txt"), 1 << 10));
    }

    @Test
    void limitTakesTimeForEveryStageOfTheHashes() throws IOException {
        ProcessorLimit limit = new ProcessorLimit(source, scratch);

        limit.run();

        assertThat(limit.median(1).seconds(Stage.HASH_TAR)).isPositive();
        assertThat(limit.median(1).seconds(Stage.HASH_BLOB)).isPositive();
        assertThat(limit.limits(Stage.LIMIT, 1).median() * Runtime.getRuntime().availableProcessors())
                .isCloseTo(limit.median(1).sum(Stage.LIMIT), within(1e-9));
    }

    @Test
    void limitDoesNotHoldTheSecondLook() throws IOException {
        ProcessorLimit limit = new ProcessorLimit(source, scratch);

        limit.run();

        assertThat(limit.median(1).seconds(Stage.SECOND_LOOK)).isPositive();
        assertThat(limit.median(1).sum() - limit.median(1).sum(Stage.LIMIT))
                .isCloseTo(limit.median(1).seconds(Stage.SECOND_LOOK), within(1e-9));
    }

    @Test
    void everyLevelOfGzipIsMeasured() throws IOException {
        List<GzipLevels.Result> results = new GzipLevels().measure(new ProcessorLimit(source, scratch).tar(), 1);

        assertThat(results).extracting(GzipLevels.Result::level).containsExactly(1, 3, 6, 9);
        assertThat(results).allSatisfy(result -> assertThat(result.ratio()).isGreaterThan(2));
    }

    @Test
    void childWithLittleMemoryReportsItsBuild() throws IOException {
        MemoryCheck.Result result = MemoryCheck.run(source, scratch);

        assertThat(result.outcome()).isEqualTo(MemoryCheck.OK);
        assertThat(result.write()).isPositive();
    }

    @Test
    void childThatFailsSaysWhy() throws IOException {
        MemoryCheck.Result result = MemoryCheck.run(folder.resolve("missing"), scratch);

        assertThat(result.outcome()).startsWith("FAILED:").contains("no such directory");
    }
}

package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {

    private static final String FILE = "/fixture/tiny.txt";

    @TempDir
    Path folder;

    private ReadyLayer ready(Compression compression) throws IOException {
        return ReadyLayer.of(Fixture.TINY.in(folder), folder.resolve("cache"), compression);
    }

    private Path blob(ReadyLayer ready) {
        return folder.resolve("cache/blobs/sha256")
                .resolve(ready.layer().digest().hex());
    }

    @Test
    void questionsAreAnsweredAgainAndAgain() throws IOException {
        ReadyLayer ready = ready(Compression.ZSTD);
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        for (Contender contender : List.of(
                new Question(ready, FILE, scratch, true),
                new Question(ready, FILE, scratch, false),
                new MiddleFile(ready, FILE, scratch.resolve("known")))) {
            contender.run();
            contender.reset();
            contender.run();
            contender.reset();
        }
        assertThatThrownBy(new Question(ready, "/none", scratch, true)::run).hasMessageContaining("/none");
    }

    @Test
    void floorsNoticeWhatIsNotTheLayer() throws IOException {
        ReadyLayer ready = ready(Compression.ZSTD);
        new DecompressAndHash(blob(ready), ready.layer().diffId()).run();
        new PlainDecompression(blob(ready), 1 << 10).run();

        assertThatThrownBy(new DecompressAndHash(blob(ready), Digest.of(new byte[0]))::run)
                .hasMessageContaining("but was " + ready.layer().diffId());
        assertThatThrownBy(new PlainDecompression(blob(ready), 1 << 20)::run).hasMessageContaining("too early");
    }

    @Test
    void plainUnpackMakesWhatWeExtract() throws IOException {
        ReadyLayer ready = ready(Compression.GZIP);
        ready.files(folder.resolve("known")).extractTo(folder.resolve("ours"));
        PlainUnpack.unpack(blob(ready), folder.resolve("plain"));
        for (String file : List.of("fixture", "fixture/tiny.txt")) {
            for (String attribute : List.of("unix:mode", "lastModifiedTime")) {
                assertThat(Files.getAttribute(folder.resolve("plain").resolve(file), attribute))
                        .isEqualTo(Files.getAttribute(folder.resolve("ours").resolve(file), attribute));
            }
        }
        ready.unreadImage(folder.resolve("unknown")).extractTo(folder.resolve("unread"));
        for (String way : List.of("ours", "unread")) {
            assertThat(folder.resolve("plain" + FILE)).hasSameBinaryContentAs(folder.resolve(way + FILE));
        }
    }

    @Test
    void unpackerStartsEachTimeFromNothing() throws IOException {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Unpacker unpacker = new Unpacker("test", scratch, Files::createDirectory);
        unpacker.run();
        unpacker.reset();
        unpacker.run();
        unpacker.reset();
        try (Stream<Path> files = Files.walk(scratch).skip(2)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void childWithLittleMemoryAsksAndExtracts() throws IOException {
        MemoryCheck.Result result = MemoryCheck.run(
                MemoryCheck.HEAP,
                ReadingMemoryChild.class,
                Fixture.TINY.in(folder).toString(),
                folder.resolve("cache").toString(),
                folder.resolve("extracted").toString());

        assertThat(result.outcome()).isEqualTo(MemoryCheck.OK);
        assertThat(folder.resolve("extracted" + FILE)).hasSize(1 << 10);
    }

    @Test
    void targetsHoldAtTheirBoundsAndNotBeyond() {
        assertThat(new ReadingReport(result(1.3, 0.001, 1.4, 3)).targets())
                .extracting(Target::what, Target::held)
                .containsExactly(
                        tuple("first question / decompression and SHA-256", true),
                        tuple("second question", true),
                        tuple("file in the middle / decompression up to it", true),
                        tuple("app extracted / commons-compress, no checks", true),
                        tuple("app extracted, umoci / ours, never read before", true),
                        tuple("many asked and extracted with -Xmx64m", true));
        assertThat(new ReadingReport(result(1.31, 0.0011, 1.41, 2.9)).targets())
                .filteredOn(target -> !target.held())
                .hasSize(4);
    }

    /** With floors of one second. */
    private static ReadingResult result(double first, double second, double extraction, double umoci) {
        Map<String, Samples> questions = new HashMap<>();
        questions.put(DecompressAndHash.NAME, samples(1));
        questions.put(Question.FIRST, samples(first));
        questions.put(Question.SECOND, samples(second));
        questions.put(PlainDecompression.NAME, samples(1));
        questions.put(MiddleFile.NAME, samples(1));
        Map<String, Samples> extractions = Map.of(
                ReadingRun.EXTRACTION, samples(extraction),
                ReadingRun.COLD_EXTRACTION, samples(1),
                ReadingRun.PLAIN, samples(1),
                ReadingRun.UMOCI, samples(umoci));
        return new ReadingResult(
                questions,
                Map.of(Fixture.APP, extractions),
                List.of(),
                Map.of(Fixture.MANY, new MemoryCheck.Result(MemoryCheck.OK, 1, 1, 1)));
    }

    private static Samples samples(double seconds) {
        return new Samples(List.of(seconds));
    }
}

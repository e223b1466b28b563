package dev.dockdash.benchmarks;

import dev.dockdash.archive.OciLayout;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.LayerEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures questions about a layer, and extraction. */
final class ReadingRun {

    static final String EXTRACTION = "dockdash";
    static final String COLD_EXTRACTION = "dockdash, never read before";
    static final String PLAIN = "commons-compress, no checks";
    static final String UMOCI = "umoci";

    private static final List<Fixture> EXTRACTED = List.of(Fixture.APP, Fixture.MANY, Fixture.BLOB);
    private static final List<Fixture> MEMORY = List.of(Fixture.MANY, Fixture.HUGE);
    private static final String MIDDLE = "/fixture/" + Fixture.MIDDLE_FILE;

    private final Effort effort;
    private final Path folder;

    /**
     * Prepares a run.
     *
     * @param folder where the fixtures are, and all else goes
     */
    ReadingRun(Effort effort, Path folder) {
        this.effort = effort;
        this.folder = folder;
    }

    /** Measures everything about reading. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        progress.at("reading");
        progress.found(new ReadingReport(new ReadingRun(effort, folder).run()));
    }

    ReadingResult run() throws IOException {
        Map<Fixture, Map<String, Samples>> extractions = new EnumMap<>(Fixture.class);
        for (Fixture fixture : EXTRACTED) {
            extractions.put(fixture, extractions(fixture));
        }
        Map<Fixture, MemoryCheck.Result> memory = new EnumMap<>(Fixture.class);
        for (Fixture fixture : MEMORY) {
            memory.put(fixture, memory(fixture));
        }
        List<String> missing =
                Stream.of(UMOCI).filter(program -> !SearchPath.has(program)).toList();
        return new ReadingResult(questions(Fixture.HALVES), extractions, missing, memory);
    }

    private Map<String, Samples> questions(Fixture fixture) throws IOException {
        try (Scratch scratch = Scratch.in(folder)) {
            ReadyLayer ready = ReadyLayer.of(fixture.in(folder), cache(scratch), Compression.ZSTD);
            Path blob = blob(scratch, ready);
            Race.Rounds rounds = effort.cold(fixture);
            Map<String, Samples> samples = new LinkedHashMap<>(new Race()
                    .add(new DecompressAndHash(blob, ready.layer().diffId()), rounds)
                    .add(new Question(ready, MIDDLE, scratch.path(), true), rounds)
                    .add(new PlainDecompression(blob, endOfMiddle(ready)), rounds)
                    .add(new MiddleFile(ready, MIDDLE, scratch.path().resolve("known")), rounds)
                    .run());
            samples.putAll(new Race()
                    .add(new Question(ready, MIDDLE, scratch.path(), false), effort.warm(Fixture.TINY))
                    .run());
            return samples;
        }
    }

    /** Returns how many bytes of the tar there are before the middle file, which is one of the smallest. */
    private static long endOfMiddle(ReadyLayer ready) throws IOException {
        long before = 0;
        for (LayerEntry entry : ready.layer().entries()) {
            if (entry.path().endsWith(Fixture.MIDDLE_FILE)) {
                return before;
            }
            before += entry instanceof LayerEntry.RegularFile file ? file.size() : 0;
        }
        throw new IOException("Looking for " + Fixture.MIDDLE_FILE + ": it is not in " + ready);
    }

    private Map<String, Samples> extractions(Fixture fixture) throws IOException {
        try (Scratch scratch = Scratch.in(folder)) {
            ReadyLayer ready = ReadyLayer.of(fixture.in(folder), cache(scratch), Compression.GZIP);
            Path blob = blob(scratch, ready);
            Path layout = scratch.path().resolve("layout");
            OciLayout.write(ready.image(), layout, "1");
            ImageFilesystem files = ready.files(scratch.path().resolve("known"));
            Race.Rounds rounds = effort.cold(fixture);
            Race race = new Race()
                    .add(new Unpacker(EXTRACTION, folder, files::extractTo), rounds)
                    .add(
                            new Unpacker(
                                    COLD_EXTRACTION,
                                    folder,
                                    target -> ready.unreadImage(target.resolveSibling("cache"))
                                            .extractTo(target)),
                            rounds)
                    .add(new Unpacker(PLAIN, folder, target -> PlainUnpack.unpack(blob, target)), rounds);
            if (SearchPath.has(UMOCI)) {
                race.add(new Unpacker(UMOCI, folder, target -> umoci(layout, target)), effort.peerExtraction());
            }
            return race.run();
        }
    }

    private static void umoci(Path layout, Path target) throws IOException {
        ChildProcess.run(List.of(UMOCI, "unpack", "--image", layout + ":1", target.toString()));
    }

    private MemoryCheck.Result memory(Fixture fixture) throws IOException {
        Path source = fixture.in(folder);
        try (Scratch scratch = Scratch.in(folder)) {
            return MemoryCheck.run(
                    MemoryCheck.HEAP,
                    ReadingMemoryChild.class,
                    source.toString(),
                    cache(scratch).toString(),
                    scratch.path().resolve("extracted").toString());
        }
    }

    private static Path cache(Scratch scratch) {
        return scratch.path().resolve("cache");
    }

    private static Path blob(Scratch scratch, ReadyLayer ready) {
        return cache(scratch)
                .resolve("blobs")
                .resolve("sha256")
                .resolve(ready.layer().digest().hex());
    }
}

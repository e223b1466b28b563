package dev.dockdash.benchmarks;

import dev.dockdash.layer.Compression;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures how the cost of a job grows with it. */
final class ScalingRun {

    private static final int FILE_BYTES = 1 << 10;

    private final Effort effort;
    private final Path folder;
    private final Measurement.Progress progress;
    private final Map<Growth, List<Curve>> curves = new EnumMap<>(Growth.class);

    private ScalingRun(Effort effort, Path folder, Measurement.Progress progress) {
        this.effort = effort;
        this.folder = folder;
        this.progress = progress;
    }

    /** Jobs of one size. */
    @FunctionalInterface
    private interface Setting {

        /** Prepares the contenders, ours first, in an empty folder. */
        List<Contender> of(long size, Path scratch) throws IOException;
    }

    /** Measures every growth. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        ScalingRun run = new ScalingRun(effort, folder, progress);
        run.climb(Growth.FILES, (size, scratch) -> {
            Path source = Files.createDirectory(scratch.resolve("source"));
            new FileMaker(Fixture.SEED).writeTree(source, size, () -> FILE_BYTES);
            return builds(source, scratch);
        });
        run.climb(Growth.SIZE, (size, scratch) -> {
            Path source = Files.createDirectory(scratch.resolve("source"));
            new FileMaker(Fixture.SEED).write(source.resolve("file"), size, SeededBytes.Kind.MIXED);
            return builds(source, scratch);
        });
        run.climb(Growth.THREADS, (size, scratch) -> List.of(new ThreadsBuild(Math.toIntExact(size), scratch)));
        run.climbRegistries();
    }

    private void climbRegistries() throws IOException {
        try (Scratch scratch = Scratch.in(folder);
                EmbeddedRegistry registry =
                        EmbeddedRegistry.builder().directory(scratch.path()).start()) {
            climb(Growth.LAYERS, (size, own) -> List.of(new LayersPush(registry.hostAndPort(), size, own)));
        }
        try (Scratch scratch = Scratch.in(folder);
                TaggedRepository repository = TaggedRepository.start(scratch.path())) {
            climb(Growth.LISTING, (size, own) -> List.of(repository.listing(size)));
        }
        try (Scratch scratch = Scratch.in(folder);
                TaggedRepository repository = TaggedRepository.start(scratch.path())) {
            climb(Growth.PULL, (size, own) -> List.of(repository.pull(size)));
        }
    }

    private void climb(Growth growth, Setting setting) throws IOException {
        Ascent ascent = new Ascent(growth);
        for (long size : growth.sizes(effort)) {
            progress.at(growth.label(size) + " " + growth.title());
            try (Scratch scratch = Scratch.in(folder)) {
                Race race = new Race();
                for (Contender contender : setting.of(size, scratch.path())) {
                    boolean own = contender.name().startsWith(OwnClient.NAME);
                    ascent.rounds(contender.name(), size, own).ifPresent(rounds -> race.add(contender, rounds));
                }
                ascent.add(size, race.run());
            }
        }
        if (growth == Growth.FILES || growth == Growth.SIZE) {
            missing(ascent);
        }
        curves.put(growth, ascent.curves());
        progress.found(new ScalingReport(curves));
    }

    private static List<Contender> builds(Path source, Path scratch) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new ColdBuild(source, scratch, Compression.ZSTD));
        contenders.add(new JibLayer(source, scratch, false));
        if (ShellFloor.missingTool().isEmpty()) {
            contenders.add(new ShellFloor(source, scratch));
        }
        if (SearchPath.has(CommandBuild.UMOCI)) {
            contenders.add(CommandBuild.umoci(source, scratch));
        }
        if (SearchPath.has(CommandBuild.BUILDAH)) {
            contenders.add(CommandBuild.buildah(source, scratch));
        }
        return contenders;
    }

    private static void missing(Ascent ascent) {
        ShellFloor.missingTool().ifPresent(tool -> ascent.missing(ShellFloor.NAME, tool));
        for (String program : List.of(CommandBuild.UMOCI, CommandBuild.BUILDAH)) {
            if (!SearchPath.has(program)) {
                ascent.missing(program, program);
            }
        }
    }
}

package dev.dockdash.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** Writes files whose names, sizes and bytes a seed decides. */
final class FileMaker {

    private static final int PIECE = 1 << 20;
    private static final int APP_FILES = 2_000;
    private static final int APP_DIRECTORIES = 40;
    private static final long APP_SIZE = 128L << 20;
    private static final double APP_RANDOM_PART = 0.69;
    private static final double APP_LARGEST_TO_SMALLEST = 400;
    private static final int MANY_FILES = 50_000;
    private static final int FILES_IN_DIRECTORY = 50;
    private static final int DIRECTORIES_IN_DIRECTORY = 20;
    private static final int SMALLEST = 512;
    private static final int LARGEST = 1536;

    private final SeededBytes bytes;
    private final SplittableRandom random;
    private final byte[] buffer = new byte[PIECE];

    FileMaker(long seed) {
        this.bytes = new SeededBytes(seed);
        this.random = new SplittableRandom(~seed);
    }

    /** Writes one file of that many bytes. */
    void write(Path file, long size, SeededBytes.Kind kind) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= PIECE) {
                int count = (int) Math.min(left, PIECE);
                bytes.fill(buffer, count, kind);
                out.write(buffer, 0, count);
            }
        }
    }

    /** Writes what an application looks like: sizes over three orders of magnitude, most bytes compressed already. */
    void writeApplication(Path folder) throws IOException {
        double[] weights = new double[APP_FILES];
        Arrays.setAll(weights, i -> Math.pow(APP_LARGEST_TO_SMALLEST, random.nextDouble()));
        double total = Arrays.stream(weights).sum();
        long written = 0;
        long writtenRandom = 0;
        for (int i = 0; i < APP_FILES; i++) {
            long size = (long) (weights[i] / total * APP_SIZE);
            Path directory = folder.resolve("part" + i % APP_DIRECTORIES);
            Files.createDirectories(directory);
            boolean compressible = writtenRandom > APP_RANDOM_PART * written;
            write(directory.resolve("file" + i), size, compressible ? SeededBytes.Kind.TEXT : SeededBytes.Kind.RANDOM);
            written += size;
            writtenRandom += compressible ? 0 : size;
        }
    }

    /** Writes many small text files, two directories deep. */
    void writeMany(Path folder) throws IOException {
        writeTree(folder, MANY_FILES, () -> random.nextInt(SMALLEST, LARGEST + 1));
    }

    /** Writes that many text files of those lengths in bytes, two directories deep. */
    void writeTree(Path folder, long count, IntSupplier lengths) throws IOException {
        for (int i = 0; i < count; i++) {
            int directory = i / FILES_IN_DIRECTORY;
            Path parent = folder.resolve("group" + directory / DIRECTORIES_IN_DIRECTORY)
                    .resolve("unit" + directory % DIRECTORIES_IN_DIRECTORY);
            if (i % FILES_IN_DIRECTORY == 0) {
                Files.createDirectories(parent);
            }
            write(parent.resolve("file" + i + ".txt"), lengths.getAsInt(), SeededBytes.Kind.TEXT);
        }
    }
}

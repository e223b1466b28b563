package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What layers are built from: always the same bytes. */
enum Fixture {
    TINY("one file of 1 KiB") {
        @Override
        void write(FileMaker maker, Path folder) throws IOException {
            maker.write(folder.resolve("tiny.txt"), 1 << 10, SeededBytes.Kind.TEXT);
        }
    },
    APP("2,000 files, 128 MiB, 69 % of the bytes random") {
        @Override
        void write(FileMaker maker, Path folder) throws IOException {
            maker.writeApplication(folder);
        }
    },
    MANY("50,000 text files of 0.5 to 1.5 KiB in 1,025 directories") {
        @Override
        void write(FileMaker maker, Path folder) throws IOException {
            maker.writeMany(folder);
        }
    },
    BLOB("one file of 512 MiB, runs of words and of random bytes") {
        @Override
        void write(FileMaker maker, Path folder) throws IOException {
            maker.write(folder.resolve("blob.bin"), 512L << 20, SeededBytes.Kind.MIXED);
        }
    },
    HALVES("two files of 256 MiB, runs of words and of random bytes, and one of 1 KiB between them") {
        @Override
        void write(FileMaker maker, Path folder) throws IOException {
            maker.write(folder.resolve("first.bin"), 256L << 20, SeededBytes.Kind.MIXED);
            maker.write(folder.resolve(MIDDLE_FILE), 1 << 10, SeededBytes.Kind.TEXT);
            maker.write(folder.resolve("second.bin"), 256L << 20, SeededBytes.Kind.MIXED);
        }
    },
    HUGE("one file of 4 GiB, runs of words and of random bytes, no holes") {
        @Override
        void write(FileMaker maker, Path folder) throws IOException {
            maker.write(folder.resolve("huge.bin"), 4L << 30, SeededBytes.Kind.MIXED);
        }
    };

    /** The file of {@link #HALVES} that lies between two large ones. */
    static final String MIDDLE_FILE = "middle.txt";

    /** What decides about the bytes of all fixtures. */
    static final long SEED = 0x0c1_1a7e5L;

    private final String description;

    Fixture(String description) {
        this.description = description;
    }

    /** Returns the folder of this fixture within a folder for all, and makes it unless it is there. */
    Path in(Path root) throws IOException {
        Path folder = root.resolve(label());
        if (Files.notExists(folder)) {
            Path unfinished = Files.createDirectories(root.resolve(label() + ".unfinished"));
            write(new FileMaker(SEED), unfinished);
            Files.move(unfinished, folder);
        }
        return folder;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    abstract void write(FileMaker maker, Path folder) throws IOException;
}

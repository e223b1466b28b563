package dev.dockdash.layer;

import java.nio.file.Path;

/** Where the bytes of an entry come from. */
sealed interface Content {

    /** Returns the length in bytes. */
    long size();

    /** No bytes: everything but files, and empty files. */
    record None() implements Content {

        static final None INSTANCE = new None();

        @Override
        public long size() {
            return 0;
        }
    }

    /** Bytes given in code; an own copy. */
    final class Data implements Content {

        private final byte[] bytes;

        Data(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }
    }

    /**
     * A file, as it was when the layer was planned.
     *
     * @param path the file
     * @param stat what it was then
     */
    record SourceFile(Path path, SourceStat stat) implements Content {

        @Override
        public long size() {
            return stat.size();
        }
    }
}

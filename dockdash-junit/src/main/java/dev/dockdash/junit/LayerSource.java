package dev.dockdash.junit;

import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.LayerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a layer is made from. */
sealed interface LayerSource {

    /**
     * Finds the source without reading it.
     *
     * @throws IOException if there is none
     */
    Located locate(LayerFiles files) throws IOException;

    /** A source that was found; equal ones give the same entries as long as no file changes. */
    sealed interface Located {

        void addTo(LayerBuilder layer, String target, EntryAttributes attributes);
    }

    /** A directory of the class path. */
    record Directory(ResourceName name) implements LayerSource {

        @Override
        public Located locate(LayerFiles files) throws IOException {
            return new Tree(files.resourceDirectory(name));
        }
    }

    /** A file or directory of the class path. */
    record Resource(ResourceName name) implements LayerSource {

        @Override
        public Located locate(LayerFiles files) throws IOException {
            return LayerSource.at(files.resource(name));
        }
    }

    /** A file or directory. */
    record File(String path) implements LayerSource {

        @Override
        public Located locate(LayerFiles files) throws IOException {
            return LayerSource.at(files.file(path));
        }
    }

    /** A text. */
    record Text(String text) implements LayerSource, Located {

        @Override
        public Located locate(LayerFiles files) {
            return this;
        }

        @Override
        public void addTo(LayerBuilder layer, String target, EntryAttributes attributes) {
            layer.data(target, text.getBytes(StandardCharsets.UTF_8), attributes);
        }
    }

    /** All that is in a directory. */
    record Tree(Path directory) implements Located {

        @Override
        public void addTo(LayerBuilder layer, String target, EntryAttributes attributes) {
            layer.directory(directory, target, attributes);
        }
    }

    /** One file. */
    record Single(Path file) implements Located {

        @Override
        public void addTo(LayerBuilder layer, String target, EntryAttributes attributes) {
            layer.file(file, target, attributes);
        }
    }

    private static Located at(Path path) {
        return Files.isDirectory(path) ? new Tree(path) : new Single(path);
    }
}

package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is known of layers before they are extracted. */
enum ExtractionWay {

    /** All entries, so that only contents are read. */
    INDEXED {
        @Override
        ExtractionReport extract(List<Layer> layers, Path target, ExtractionPolicy policy) throws IOException {
            return ImageFilesystem.of(layers).extractTo(target, policy);
        }
    },

    /** Nothing, so that entries and contents are read at once. */
    UNREAD {
        @Override
        ExtractionReport extract(List<Layer> layers, Path target, ExtractionPolicy policy) throws IOException {
            ImageBuilder image = Image.scratch();
            layers.forEach(image::layer);
            return image.build().extractTo(target, policy);
        }
    };

    abstract ExtractionReport extract(List<Layer> layers, Path target, ExtractionPolicy policy) throws IOException;

    ExtractionReport extract(List<Layer> layers, Path target) throws IOException {
        return extract(layers, target, ExtractionPolicy.CURRENT_USER);
    }
}

package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import java.io.IOException;

/** Images of layers that are written entry by entry. */
final class TestImages {

    private TestImages() {}

    static ImageBuilder of(TestTar... layers) throws IOException {
        ImageBuilder builder = Image.scratch();
        for (TestTar tar : layers) {
            builder.layer(tar.layer());
        }
        return builder;
    }

    static Image image(TestTar... layers) throws IOException {
        return of(layers).build();
    }

    /** Returns a layer on top of another image. */
    static Image on(Image base, TestTar tar) throws IOException {
        Layer layer = tar.layer();
        return Image.from(base).layer(layer).build();
    }

    /** Returns the first line of each message about an image that comes without a reference. */
    static String header(Image image) {
        return "[linux/amd64 · " + WebImage.shortForm(image.digest()) + "]\n";
    }

    static ImageHandle at(String reference, Image image) {
        return new At(reference, image);
    }

    private record At(String reference, Image image) implements ImageHandle {
        @Override
        public Digest digest() {
            return image.digest();
        }
    }
}

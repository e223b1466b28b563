package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import java.util.List;

/** Tells whether one image is the base of another. */
final class BaseImage {

    private BaseImage() {}

    /** Tells whether the layers of the base are the lowest of the image, by what is in them, however compressed. */
    static boolean isUnder(Image image, Image base) {
        List<Digest> wanted = base.config().rootFs().diffIds();
        List<Digest> found = image.config().rootFs().diffIds();
        return wanted.size() <= found.size() && found.subList(0, wanted.size()).equals(wanted);
    }
}

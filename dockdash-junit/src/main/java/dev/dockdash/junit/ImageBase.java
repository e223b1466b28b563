package dev.dockdash.junit;

import dev.dockdash.oci.ImageReference;

/** What an image is built upon. */
sealed interface ImageBase {

    /** The value of {@link BuildImage#from} that stands for no base. */
    String SCRATCH = "scratch";

    /** Nothing. */
    record Nothing() implements ImageBase {}

    /** An image in a registry. */
    record Remote(ImageReference reference) implements ImageBase {}

    /** Another declared image. */
    record Declared(String name) implements ImageBase {}

    /**
     * Returns the base in an annotation.
     *
     * @throws IllegalArgumentException if it names two, or one is no reference
     */
    static ImageBase of(BuildImage annotation) {
        boolean remote = !annotation.from().equals(SCRATCH);
        if (!annotation.fromImage().isEmpty()) {
            if (remote) {
                throw new IllegalArgumentException("from and fromImage exclude each other: from is \""
                        + annotation.from() + "\", fromImage is \"" + annotation.fromImage() + "\"");
            }
            return new Declared(annotation.fromImage());
        }
        return remote ? new Remote(ImageReference.parse(annotation.from())) : new Nothing();
    }
}

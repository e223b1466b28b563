package dev.dockdash.image;

import dev.dockdash.oci.Digest;

/** An image together with the reference by which it can be had. */
public interface ImageHandle {

    /** Returns the reference, such as {@code localhost:41233/web:1}. */
    String reference();

    /** Returns the digest that the reference leads to. */
    Digest digest();

    /** Returns the image. */
    Image image();
}

package dev.dockdash.image;

import dev.dockdash.blob.Blob;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A tar that counts how often it is opened and how much of it is read, and lets its bytes be changed. */
final class CountedBlob implements Blob {

    final AtomicInteger opened = new AtomicInteger();
    final AtomicLong read = new AtomicLong();
    private final byte[] tar;
    private final Digest digest;
    private final Runnable atOpening;

    CountedBlob(byte[] tar) {
        this(tar, () -> {});
    }

    CountedBlob(byte[] tar, Runnable atOpening) {
        this.tar = tar;
        this.digest = Digest.of(tar);
        this.atOpening = atOpening;
    }

    Layer layer() {
        return Layer.of(Descriptor.of(MediaType.OCI_LAYER, digest, size()), digest, this);
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public long size() {
        return tar.length;
    }

    @Override
    public InputStream open() {
        opened.incrementAndGet();
        atOpening.run();
        return new ByteArrayInputStream(tar) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                int count = super.read(buffer, offset, length);
                read.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}

package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;

/**
 * A blob that an archive names and does not have: all else of the image can be read.
 *
 * @param source the archive, for messages
 */
record AbsentBlob(Descriptor descriptor, String source) implements Blob {

    @Override
    public Digest digest() {
        return descriptor.digest();
    }

    @Override
    public long size() {
        return descriptor.size();
    }

    @Override
    public InputStream open() throws IOException {
        String elsewhere = descriptor.urls().isEmpty()
                ? "; the archive was written without it, so ask the registry that the image is from"
                : "; it is a foreign layer, to be had from " + ArchiveText.list(descriptor.urls());
        throw new MissingFromArchiveException("Reading " + source + ": the blob " + digest() + " of " + size()
                + " bytes is missing from the archive" + elsewhere);
    }

    @Override
    public String toString() {
        return digest() + ", missing from " + source;
    }
}

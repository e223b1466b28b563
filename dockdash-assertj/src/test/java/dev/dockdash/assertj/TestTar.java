package dev.dockdash.assertj;

import dev.dockdash.blob.Blob;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Layers as other tools write them, entry by entry as it is told. */
final class TestTar {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    TestTar() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Adds a file of mode 0644 of root. */
    TestTar file(String path, String content) throws IOException {
        return file(path, content, entry -> {});
    }

    TestTar file(String path, String content, Consumer<TarArchiveEntry> changes) throws IOException {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        entry.setSize(data.length);
        write(entry, data, changes);
        return this;
    }

    /** Adds an empty file, or whatever the changes make of it. */
    TestTar entry(String path, Consumer<TarArchiveEntry> changes) throws IOException {
        write(new TarArchiveEntry(path, true), new byte[0], changes);
        return this;
    }

    TestTar directory(String path, int mode) throws IOException {
        return entry(path + "/", entry -> entry.setMode(mode));
    }

    TestTar hardLink(String path, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_LINK);
        entry.setLinkName(target);
        write(entry, new byte[0], unchanged -> {});
        return this;
    }

    TestTar symbolicLink(String path, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        write(entry, new byte[0], unchanged -> {});
        return this;
    }

    TestTar device(String path) throws IOException {
        write(new TarArchiveEntry(path, TarConstants.LF_CHR), new byte[0], unchanged -> {});
        return this;
    }

    private void write(TarArchiveEntry entry, byte[] data, Consumer<TarArchiveEntry> changes) throws IOException {
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        changes.accept(entry);
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
    }

    /** Ends the tar and returns it as a layer without compression. */
    Layer layer() throws IOException {
        tar.close();
        byte[] content = bytes.toByteArray();
        Blob blob = Blob.of(content);
        return Layer.of(Descriptor.of(MediaType.OCI_LAYER, blob.digest(), blob.size()), Digest.of(content), blob);
    }
}

package dev.dockdash.archive;

import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The index of an OCI layout directory, changed by one writer at a time. */
final class LayoutIndex {

    private static final String VERSION = "1.0.0";

    /** Locks of files hold between processes only. */
    private static final Object ONE_WRITER_OF_THIS_PROCESS = new Object();

    private final Path marker;
    private final Path file;

    LayoutIndex(Path directory) {
        this.marker = directory.resolve(LayoutFiles.MARKER);
        this.file = directory.resolve(LayoutFiles.INDEX);
    }

    /**
     * Looks whether the layout can be added to, before anything is written.
     *
     * @throws IOException if it is of another version, or its index is broken
     */
    void requireUsable() throws IOException {
        Optional<JsonObject> layout = read(marker);
        String version =
                layout.flatMap(json -> json.text("imageLayoutVersion")).orElse(layout.isEmpty() ? VERSION : "none");
        if (!version.equals(VERSION)) {
            throw new IOException("Writing into the OCI layout at " + marker.getParent() + ": expected version "
                    + VERSION + " but found " + version + " in " + marker);
        }
        readIndex();
    }

    /**
     * Gives a name to a manifest, in place of the one that has it; everything else in the index stays as it is.
     *
     * @throws IOException if the index is broken or cannot be written
     */
    void tag(RefName name, Descriptor manifest) throws IOException {
        synchronized (ONE_WRITER_OF_THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(
                    marker, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                // Held until the channel is closed.
                channel.lock();
                if (channel.size() == 0) {
                    channel.write(ByteBuffer.wrap(LayoutFiles.MARKER_CONTENT.getBytes(StandardCharsets.UTF_8)));
                }
                byte[] changed = with(name, manifest);
                WholeFile.write(file, out -> out.write(changed));
            }
        }
    }

    private byte[] with(RefName name, Descriptor manifest) throws IOException {
        byte[] alone = name.of(manifest).toBytes();
        Optional<JsonObject> old = readIndex();
        if (old.isEmpty()) {
            return alone;
        }
        JsonObject added =
                JsonObject.parse(alone, "image index").objects("manifests").get(0);
        List<JsonObject> manifests = new ArrayList<>();
        boolean placed = false;
        for (JsonObject entry : old.get().objects("manifests")) {
            if (!isNamed(entry, name)) {
                manifests.add(entry);
            } else if (!placed) {
                manifests.add(added);
                placed = true;
            }
        }
        if (!placed) {
            manifests.add(added);
        }
        return old.get().edit().objects("manifests", manifests).build().toBytes();
    }

    private static boolean isNamed(JsonObject entry, RefName name) {
        return entry.object("annotations")
                .flatMap(annotations -> annotations.text(RefName.ANNOTATION))
                .filter(name.value()::equals)
                .isPresent();
    }

    private Optional<JsonObject> readIndex() throws IOException {
        Optional<JsonObject> json = read(file);
        try {
            json.ifPresent(index -> ImageIndex.parse(index.toBytes()));
            return json;
        } catch (IllegalArgumentException e) {
            throw broken(file, e);
        }
    }

    /** A marker that is empty still is one that a killed process did not get to write. */
    private static Optional<JsonObject> read(Path file) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return bytes.length == 0 ? Optional.empty() : Optional.of(JsonObject.parse(bytes, "OCI layout"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw broken(file, e);
        }
    }

    private static IOException broken(Path file, IllegalArgumentException e) {
        return new IOException(
                "Writing into an OCI layout: " + file + " is not as the specification has it: " + e.getMessage()
                        + "; repair or remove the layout",
                e);
    }
}

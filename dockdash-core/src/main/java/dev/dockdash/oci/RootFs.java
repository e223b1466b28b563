package dev.dockdash.oci;

import dev.dockdash.internal.json.JsonObject;
import java.util.List;

/**
 * The layers of an image by the digests of their uncompressed bytes.
 *
 * @param diffIds the diffIDs, base layer first
 */
public record RootFs(List<Digest> diffIds) {

    /** Creates a root filesystem of these layers. */
    public RootFs {
        diffIds = List.copyOf(diffIds);
    }

    static RootFs read(JsonObject json) {
        return new RootFs(json.texts("diff_ids").stream()
                .map(text -> json.parsed("diff_ids", text, Digest::parse))
                .toList());
    }
}

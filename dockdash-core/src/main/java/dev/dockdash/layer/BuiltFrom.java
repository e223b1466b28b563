package dev.dockdash.layer;

import dev.dockdash.oci.Digest;
import java.util.List;

/**
 * What a layer that was built here remembers of that.
 *
 * @param recipe how to build it again
 * @param impliedDirectories the directories that were made up, as canonical paths
 * @param fingerprint the digest of all that its sources' attributes said
 * @param build where its blob came from
 */
record BuiltFrom(LayerRecipe recipe, List<String> impliedDirectories, Digest fingerprint, LayerBuild build) {}

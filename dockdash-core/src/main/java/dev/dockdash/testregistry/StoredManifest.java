package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.util.Optional;

/**
 * What a repository remembers of a manifest; the bytes are in the {@link ContentStore}.
 *
 * @param digest the digest under which it was pushed
 * @param mediaType the type it was pushed as
 * @param size its length in bytes
 * @param subject the manifest that it refers to
 */
record StoredManifest(Digest digest, MediaType mediaType, long size, Optional<Digest> subject) {}

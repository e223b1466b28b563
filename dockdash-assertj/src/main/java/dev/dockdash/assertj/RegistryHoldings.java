package dev.dockdash.assertj;

import dev.dockdash.oci.Digest;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.RegistryContents;
import dev.dockdash.testregistry.RegistryHandle;
import java.io.IOException;
import java.util.Optional;

/** Tells what a registry holds. */
interface RegistryHoldings {

    /** Tells whether a repository has a tag. */
    boolean hasRepository(String name) throws IOException;

    /** Tells whether a repository has what a tag or digest names. */
    boolean hasManifest(String repository, String reference) throws IOException;

    boolean hasBlob(String repository, Digest digest) throws IOException;

    boolean hasReferrer(String repository, Digest subject) throws IOException;

    /** One inside this JVM is asked without a request, which it could refuse, record or spoil with a fault. */
    static RegistryHoldings of(RegistryHandle registry) {
        Optional<EmbeddedRegistry> embedded = registry.inProcess();
        return embedded.isPresent() ? new InProcess(embedded.get().contents()) : RegistryQuery.of(registry);
    }

    /** Those of a registry inside this JVM. */
    record InProcess(RegistryContents contents) implements RegistryHoldings {

        @Override
        public boolean hasRepository(String name) {
            return !contents.tags(name).isEmpty();
        }

        @Override
        public boolean hasManifest(String repository, String reference) {
            return contents.manifest(repository, reference).isPresent();
        }

        @Override
        public boolean hasBlob(String repository, Digest digest) {
            return contents.hasBlob(repository, digest);
        }

        @Override
        public boolean hasReferrer(String repository, Digest subject) {
            return !contents.referrers(repository, subject).isEmpty();
        }
    }
}

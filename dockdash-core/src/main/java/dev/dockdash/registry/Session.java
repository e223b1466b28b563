package dev.dockdash.registry;

import dev.dockdash.oci.ImageReference;

/** What every operation of a client works with. */
record Session(Transport transport, UploadSettings uploads, int parallelism, ProgressListener progress) {

    Repository repository(ImageReference reference) {
        return Repository.of(reference, transport.schemes());
    }

    ProgressMeter meter(String operation) {
        return new ProgressMeter(operation, progress);
    }
}

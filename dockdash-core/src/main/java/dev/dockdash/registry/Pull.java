package dev.dockdash.registry;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.registry.ResolvedManifests.Resolved;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pulls one image: its manifest and config now, its layers now or when they are opened. */
final class Pull {

    private static final int MAX_CONFIG = 4 * 1024 * 1024;

    private final Session session;
    private final ImageReference reference;
    private final Repository repository;
    private final PullOptions options;

    Pull(Session session, ImageReference reference, PullOptions options) {
        this.session = session;
        this.reference = reference;
        this.repository = session.repository(reference);
        this.options = options;
    }

    PulledImage pull() throws IOException {
        Optional<ResolvedManifests> memory =
                options.cache().map(cache -> new ResolvedManifests(cache, reference, options.platform()));
        if (options.policy() == PullPolicy.MISSING) {
            Optional<Resolved> known = memory.flatMap(ResolvedManifests::recall);
            if (known.isPresent()) {
                return pulled(known.get(), PullSource.CACHE);
            }
        }
        Resolved resolved = resolve(this::choose);
        PulledImage pulled = pulled(resolved, PullSource.REGISTRY);
        memory.ifPresent(known -> known.remember(resolved));
        return pulled;
    }

    /** Asks the registry; what is chosen from an index is not remembered, because no platform stands for it. */
    PulledImage pull(IndexChoice choice) throws IOException {
        return pulled(resolve(choice), PullSource.REGISTRY);
    }

    private Resolved resolve(IndexChoice choice) throws IOException {
        ManifestFetch fetch = new ManifestFetch(session.transport(), repository);
        ManifestBytes top = fetch.fetch(reference);
        if (!top.isIndex()) {
            return new Resolved(top.digest(), top.asManifest());
        }
        Descriptor chosen = choice.choose(top.asIndex());
        return new Resolved(top.digest(), fetch.fetch(chosen.digest()).asManifest());
    }

    private Descriptor choose(ImageIndex index) throws IOException {
        Descriptor chosen = index.find(options.platform())
                .orElseThrow(() -> new RefusedException("Pulling " + reference + " for " + options.platform()
                        + ": the index has no such platform, only " + index.platforms()));
        if (!chosen.mediaType().isManifest()) {
            throw new RefusedException("Pulling " + reference + " for " + options.platform() + ": the index has "
                    + chosen.mediaType() + " for that platform; expected a manifest");
        }
        return chosen;
    }

    private PulledImage pulled(Resolved resolved, PullSource source) throws IOException {
        Image image = image(resolved.manifest());
        if (options.fetchLayers()) {
            fetchLayers(image);
        }
        return new PulledImage(reference.toString(), resolved.digest(), image, source);
    }

    private Image image(ImageManifest manifest) throws IOException {
        ImageConfig config = config(manifest.config());
        List<Digest> diffIds = config.rootFs().diffIds();
        if (diffIds.size() != manifest.layers().size()) {
            throw new RefusedException("Pulling " + reference + ": the manifest has "
                    + manifest.layers().size() + " layers but the config " + diffIds.size() + " diffIDs");
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            Descriptor layer = manifest.layers().get(i);
            layers.add(Layer.of(layer, diffIds.get(i), remote(layer)));
        }
        return Image.of(manifest, config, layers);
    }

    private ImageConfig config(Descriptor descriptor) throws IOException {
        if (descriptor.size() > MAX_CONFIG) {
            throw new RefusedException("Pulling " + reference + ": the config " + descriptor.digest() + " has "
                    + descriptor.size() + " bytes; expected at most " + MAX_CONFIG);
        }
        byte[] bytes;
        try (InputStream in = remote(descriptor).open()) {
            bytes = in.readAllBytes();
        }
        try {
            return ImageConfig.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "Pulling " + reference + ": the config " + descriptor.digest() + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private RemoteBlob remote(Descriptor descriptor) {
        return RemoteBlob.of(session.transport(), repository, descriptor, options.cache());
    }

    private void fetchLayers(Image image) throws IOException {
        BlobCache cache = options.cache().orElseThrow();
        try (ProgressMeter meter = session.meter("Pulling " + reference)) {
            List<Parallel.Task> tasks = new ArrayList<>();
            Set<Digest> seen = new HashSet<>();
            for (Descriptor layer : image.manifest().layers()) {
                if (seen.add(layer.digest())) {
                    ProgressMeter.Transfer transfer = meter.start(layer.size());
                    tasks.add(() -> fetch(cache, layer, transfer));
                }
            }
            Parallel.run(session.parallelism(), tasks);
        }
    }

    private void fetch(BlobCache cache, Descriptor layer, ProgressMeter.Transfer transfer) throws IOException {
        RemoteBlob source = RemoteBlob.of(session.transport(), repository, layer, Optional.empty());
        cache.add(new MeteredBlob(source, transfer));
        transfer.done();
    }
}

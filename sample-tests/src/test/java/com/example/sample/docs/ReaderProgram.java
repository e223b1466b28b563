package com.example.sample.docs;

import dev.dockdash.Dockdash;
import dev.dockdash.assertj.JsonAssert;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.FaultProxy;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** What the examples in comments take for given: the values and methods that a reader has. Compiled against, never run. */
@NullUnmarked
abstract class ReaderProgram {

    Dockdash dockdash;
    BlobCache cache;
    Image image, base, old, again, other, sameByJib, arm;
    List<Image> results;
    PushedImage web, pushed;
    MultiPlatformImage images;
    Layer layer, app, baseLayer;
    ImageConfig config;
    ImageManifest manifest, signature;
    ImageIndex index, referrers;
    Descriptor descriptor;
    Digest digestOfTheJar, otherDigest;
    JsonAssert json;
    String baseDigest,
            appDigest,
            digestOfTheBase,
            digestOfTheLastBuild,
            digestInTheManifest,
            diffIdInTheConfig,
            idThatDockerShows,
            otherId;
    EmbeddedRegistry registry;
    FaultProxy proxy;
    OutputStream out;
    String password;
    Deployer deployer;

    abstract Image build();

    abstract void push(Image pushed, String reference);

    abstract void pull(String reference);

    abstract void run(String... command);

    interface Deployer {
        void deploy(String... references);
    }

    interface MyProvider {}
}

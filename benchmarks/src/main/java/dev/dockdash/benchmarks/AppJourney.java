package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.PullOptions;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.StreamingPush;
import java.io.IOException;
import java.nio.file.Path;

/** Builds an image of one layer, pushes it into a fresh repository and pulls it back, each time with nothing kept. */
final class AppJourney implements Contender {

    static final String IN_STEPS = OwnClient.NAME + ", pushed when it is built";
    static final String PEER = CommandBuild.UMOCI + " and " + SkopeoClient.PROGRAM;

    private final String name;
    private final Way way;
    private final Path parent;
    private Scratch folder;
    private int runs;

    /** A way to do it all. */
    @FunctionalInterface
    private interface Way {

        /** Does it once; the folder is empty, and no other run has the number. */
        void go(Path folder, int number) throws IOException;
    }

    private AppJourney(String name, Way way, Path parent) throws IOException {
        this.name = name;
        this.way = way;
        this.parent = parent;
        this.folder = Scratch.in(parent);
    }

    /** Returns ours, which pushes the layer while it is built. */
    static AppJourney own(Path source, String hostAndPort, Path parent) throws IOException {
        return own(OwnClient.NAME, source, hostAndPort, parent, (layer, client, reference) -> {
            try (StreamingPush push = client.startPush(reference)) {
                push.finish(Image.scratch().layer(layer.build(push)).build());
            }
        });
    }

    /** Returns ours, one step after the other. */
    static AppJourney ownInSteps(Path source, String hostAndPort, Path parent) throws IOException {
        return own(
                IN_STEPS,
                source,
                hostAndPort,
                parent,
                (layer, client, reference) ->
                        client.push(Image.scratch().layer(layer.build()).build(), reference));
    }

    /** A way to build and push. */
    @FunctionalInterface
    private interface Push {
        void push(LayerBuilder layer, RegistryClient client, ImageReference reference) throws IOException;
    }

    private static AppJourney own(String name, Path source, String hostAndPort, Path parent, Push push)
            throws IOException {
        RegistryClient client = RegistryClient.create();
        return new AppJourney(
                name,
                (folder, number) -> {
                    String repository = "journey/" + name.replaceAll("\\W+", "-") + number;
                    ImageReference reference = ImageReference.of(hostAndPort, repository, "1");
                    LayerBuilder layer =
                            Layer.builder(BlobCache.at(folder.resolve("built"))).directory(source, "/fixture");
                    push.push(layer, client, reference);
                    client.pull(
                            reference,
                            PullOptions.forPlatform(Platform.standard())
                                    .cache(BlobCache.at(folder.resolve("pulled")))
                                    .fetchingLayers());
                },
                parent);
    }

    /** Returns what two programs do that are started for each step. */
    static AppJourney peer(Path source, String hostAndPort, Path parent) throws IOException {
        return new AppJourney(
                PEER,
                (folder, number) -> {
                    Path layout = folder.resolve("layout");
                    CommandBuild.umociLayout(source, layout);
                    String remote =
                            SkopeoClient.remote(SkopeoClient.respelled(hostAndPort, number), "journey/peer" + number);
                    SkopeoClient.copy("oci:" + layout + ":1", remote);
                    SkopeoClient.copy(remote, "oci:" + folder.resolve("pulled") + ":1");
                },
                parent);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() throws IOException {
        way.go(folder.path(), runs++);
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(parent);
    }
}

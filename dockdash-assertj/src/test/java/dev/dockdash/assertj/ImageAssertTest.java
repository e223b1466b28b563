package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.PushResult;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageAssertTest {

    private static final Digest OTHER = Digest.of(new byte[] {1});

    private WebImage web;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache);
    }

    @Test
    void exampleOfTheDesignHolds() {
        assertThat(web)
                .config(c -> c.hasEntrypoint("/app/serve").hasUser("1000").exposesOnlyPorts("8080/tcp", "9090/udp"))
                .file("/app/serve")
                .hasMode(0755)
                .isOwnedBy(0, 0)
                .content()
                .contains("#!/bin/sh");
    }

    @Test
    void hasDigestComparesTheManifestOfAnImage() {
        Image image = web.image();
        assertThat(image).hasDigest(image.digest()).hasDigest(image.digest().toString());
        assertThatThrownBy(() -> assertThat(image).hasDigest(OTHER))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[linux/amd64 · " + WebImage.shortForm(image.digest()) + "]\n"
                        + "Expecting digest\n"
                        + "  expected: " + OTHER + "\n"
                        + "  actual:   " + image.digest());
    }

    @Test
    void hasDigestComparesWhatTheReferenceLeadsTo() {
        ImageHandle behindAnIndex = new ImageHandle() {
            @Override
            public String reference() {
                return web.reference();
            }

            @Override
            public Digest digest() {
                return OTHER;
            }

            @Override
            public Image image() {
                return web.image();
            }
        };
        assertThat(behindAnIndex).hasDigest(OTHER).manifest().hasDigest(web.digest());
        assertThatThrownBy(() -> assertThat(behindAnIndex).hasDigest(web.digest()))
                .hasMessage("[localhost:41233/web:1 · linux/amd64 · " + WebImage.shortForm(OTHER) + "]\n"
                        + "Expecting digest\n"
                        + "  expected: " + web.digest() + "\n"
                        + "  actual:   " + OTHER);
    }

    @Test
    void hasDigestRefusesWhatIsNoDigest() {
        assertThatThrownBy(() -> assertThat(web).hasDigest("latest")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pushResultIsAnImageWithAReference() {
        PushResult pushed = new PushResult("registry.example.com/web:2", web.image());
        assertThat(pushed).hasDigest(web.digest());
        assertThatThrownBy(() -> assertThat(pushed).hasLayerCount(0))
                .hasMessageStartingWith("[registry.example.com/web:2 · linux/amd64 · sha256:");
    }

    @Test
    void isForComparesPlatforms() throws IOException {
        assertThat(web).isFor("linux/amd64").isFor(Platform.LINUX_AMD64);
        assertThatThrownBy(() -> assertThat(web).isFor("linux/arm64"))
                .hasMessage(web.header()
                        + "Expecting platform\n"
                        + "  expected: linux/arm64\n"
                        + "  actual:   linux/amd64");

        Image arm = Image.scratch().platform(Platform.parse("linux/arm64")).build();
        assertThat(arm).isFor("linux/arm64/v8");
    }

    @Test
    void hasLayerCountShowsTheLayers() {
        Layer base = web.image().layers().get(0);
        Layer app = web.image().layers().get(1);
        assertThat(web).hasLayerCount(2);
        assertThatThrownBy(() -> assertThat(web).hasLayerCount(3))
                .hasMessage(web.header()
                        + "Expecting number of layers\n"
                        + "  expected: 3\n"
                        + "  actual:   2\n"
                        + "  layers:   0 " + base + "\n"
                        + "            1 " + app);
    }

    @Test
    void partsAreHadInBothWays() {
        assertThat(web).config().hasUser("1000");
        assertThat(web).manifest().hasLayerCount(2);
        assertThat(web).layer(1).containsEntries("/app/serve");
        assertThat(web).filesystem().contains("/app/serve");
        assertThat(web).file("/app/serve").exists();
        assertThat(web)
                .config(config -> config.hasUser("1000"))
                .manifest(manifest -> manifest.hasLayerCount(2))
                .layer(1, layer -> layer.containsEntries("/app/serve"))
                .filesystem(filesystem -> filesystem.contains("/app/serve"))
                .file("/app/serve", file -> file.exists())
                .hasLayerCount(2);
    }

    @Test
    void checksInConsumersFail() {
        assertThatThrownBy(() -> assertThat(web).config(c -> c.hasUser("0"))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(web).manifest(m -> m.hasLayerCount(0)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(web).layer(0, l -> l.isZstd())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(web).filesystem(f -> f.contains("/x")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(web).file("/x", f -> f.exists())).isInstanceOf(AssertionError.class);
    }

    @Test
    void partsHaveTheHeaderOfTheImage() {
        assertThatThrownBy(() -> assertThat(web).manifest().hasAnnotation("team", "red"))
                .hasMessage(web.header()
                        + "Expecting annotation team\n"
                        + "  expected: \"red\"\n"
                        + "  actual:   \"blue\"\n"
                        + "  all:      team");
        assertThatThrownBy(() -> assertThat(web).layer(0).isZstd())
                .hasMessageStartingWith(web.header("layer 0") + "Expecting compression of layer\n");
    }

    @Test
    void missingLayerFailsAtOnce() {
        assertThatThrownBy(() -> assertThat(web).layer(2).isZstd())
                .isInstanceOf(AssertionError.class)
                .hasMessage(web.header()
                        + "Expecting layer 2, but the image does not have it\n"
                        + "  layers: 0 " + web.image().layers().get(0) + ", 1 "
                        + web.image().layers().get(1));
        assertThatThrownBy(() -> assertThat(WebImage.bare()).layer(0).isZstd())
                .hasMessageEndingWith("Expecting layer 0, but the image does not have it\n  layers: none");
    }

    @Test
    void negativeLayerIsAMistakeOfTheTest() {
        assertThatThrownBy(() -> assertThat(web).layer(-1).isZstd())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid layer -1: expected a number from 0, the base layer");
    }

    @Test
    void nullIsAFailure() {
        String message = "\nExpecting actual not to be null";
        assertThatThrownBy(() -> assertThat((Image) null).hasLayerCount(0))
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
        assertThatThrownBy(() -> assertThat((ImageHandle) null).config().hasNoUser())
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
        assertThatThrownBy(() -> assertThat((ImageHandle) null).file("/x").doesNotExist())
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
    }

    @Test
    void kindOfWhatTheReferenceLeadsTo() {
        ImageHandle several = new ImageHandle() {
            @Override
            public String reference() {
                return "localhost:5000/web:1";
            }

            @Override
            public Digest digest() {
                return OTHER;
            }

            @Override
            public Image image() {
                return web.image();
            }
        };
        assertThat(web).isSingleManifest();
        assertThat(several).isIndex();
        assertThatThrownBy(() -> assertThat(web).isIndex())
                .hasMessage(web.header() + "Expecting " + web.reference() + " to lead to an index\n  leads to: "
                        + web.digest() + "\n  manifest: " + web.digest());
        assertThatThrownBy(() -> assertThat(several).isSingleManifest())
                .hasMessageContaining(
                        "Expecting localhost:5000/web:1 to lead to a single manifest\n  leads to: " + OTHER);
        assertThatThrownBy(() -> assertThat(web.image()).isIndex()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hasImageId() {
        Digest id = web.image().config().digest();
        assertThat(web).hasImageId(id);
        assertThatThrownBy(() -> assertThat(web).hasImageId(OTHER))
                .hasMessage(web.header() + "Expecting image id\n  expected: " + OTHER + "\n  actual:   " + id);
    }

    @Test
    void isBuiltOn(@TempDir Path folder) throws IOException {
        Image base = Image.scratch().layer(WebImage.base(BlobCache.at(folder))).build();
        assertThat(web).isBuiltOn(base).layersAbove(base, layer -> layer.containsEntries("/app/serve"));
        Image other = Image.scratch().layer(WebImage.app(BlobCache.at(folder))).build();
        String message = web.header() + "Expecting image to be built on " + other + "\n  diffIDs of base: "
                + other.layers().get(0).diffId() + "\n  diffIDs:         "
                + web.image().layers().get(0).diffId() + "\n                   "
                + web.image().layers().get(1).diffId();
        assertThatThrownBy(() -> assertThat(web).isBuiltOn(other)).hasMessage(message);
        assertThatThrownBy(() -> assertThat(web).layersAbove(other, layer -> layer.isGzip()))
                .hasMessage(message);
    }

    @Test
    void eachLayer() {
        assertThat(web).eachLayer(layer -> layer.hasTimestamps(Instant.EPOCH));
        assertThatThrownBy(() -> assertThat(web).eachLayer(layer -> layer.isGzip()))
                .hasMessageStartingWith(web.header("layer 1") + "Expecting compression of layer");
    }

    @Test
    void topLayer() throws IOException {
        assertThat(web).topLayer(layer -> layer.isZstd()).topLayer().containsEntries("/app/serve");
        assertThatThrownBy(() -> assertThat(WebImage.bare()).topLayer().isZstd())
                .hasMessageEndingWith("]\nExpecting a top layer, but the image has no layers");
    }

    @Test
    void history() {
        assertThat(web).history(history -> history.matchesLayers()).history().hasEntries(2);
        assertThatThrownBy(() -> assertThat(web).history().hasEntries(1)).hasMessage(web.header() + """
            Expecting number of history entries
              expected: 1
              actual:   2
              entries:  0 dockdash
                        1 dockdash\
            """);
    }
}

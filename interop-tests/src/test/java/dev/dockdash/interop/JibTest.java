package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.dockdash.Dockdash;
import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.History;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.Environment;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jib pushes to the embedded registry and builds on what is there; and what it promises of its images, ours keep. */
class JibTest extends RegistryFixture {

    private static final String USER = "jib";
    private static final String PASSWORD = "secret";

    /** Jib sends credentials over plain HTTP only where it is told to. */
    @BeforeAll
    static void allowCredentialsOverHttp() {
        System.setProperty("sendCredentialsOverHttp", "true");
    }

    private Path tree() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("one"), "1");
        Files.writeString(Files.createDirectories(tree.resolve("sub")).resolve("two"), "2");
        return tree;
    }

    private JibContainerBuilder onScratch(ImageFormat format) throws Exception {
        return Jib.fromScratch()
                .setFormat(format)
                .addLayer(List.of(tree()), AbsoluteUnixPath.get("/app"))
                .setEntrypoint("/app/one")
                .setUser("1000")
                .addEnvironmentVariable("LANG", "C.UTF-8");
    }

    private JibContainer push(JibContainerBuilder builder, RegistryImage target) throws Exception {
        Path caches = folder.resolve("jib-" + UUID.randomUUID());
        return builder.containerize(Containerizer.to(target)
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(caches.resolve("base"))
                .setApplicationLayersCache(caches.resolve("application")));
    }

    private static void assertTree(Image image) throws IOException {
        assertThat(ImageValidator.validate(image)).isEmpty();
        assertThat(image.filesystem().readAllBytes("/app/tree/sub/two"))
                .asString()
                .isEqualTo("2");
        FileEntry file = image.filesystem().find("/app/tree/one").orElseThrow();
        assertThat(file.mode()).isEqualTo(0644);
        assertThat(file.uid()).isZero();
        assertThat(image.config().entrypoint()).containsExactly("/app/one");
        assertThat(image.config().user()).contains("1000");
    }

    @ParameterizedTest
    @EnumSource
    void whatJibPushesIsValidAndHasItsDigest(ImageFormat format) throws Exception {
        JibContainer pushed = push(onScratch(format), RegistryImage.named(reference("app:1")));
        Image pulled = dockdash.pull(reference("app:1"));
        assertThat(pulled.digest()).hasToString(pushed.getDigest().toString());
        assertTree(pulled);
        assertThat(push(onScratch(format), RegistryImage.named(reference("again:1")))
                        .getDigest())
                .isEqualTo(pushed.getDigest());
    }

    @Test
    void jibPushesWhereAPasswordIsAskedFor() throws Exception {
        try (EmbeddedRegistry guarded =
                EmbeddedRegistry.builder().basicAuth(USER, PASSWORD).start()) {
            String reference = guarded.hostAndPort() + "/app:1";
            JibContainer pushed = push(
                    onScratch(ImageFormat.OCI), RegistryImage.named(reference).addCredential(USER, PASSWORD));
            Dockdash client = Dockdash.builder()
                    .cache(dockdash.cache())
                    .client(RegistryClient.builder()
                            .environment(Environment.empty())
                            .credentials(guarded.hostAndPort(), Credentials.of(USER, PASSWORD))
                            .build())
                    .build();
            Image pulled = client.pull(reference);
            assertThat(pulled.digest()).hasToString(pushed.getDigest().toString());
            assertTree(pulled);
            assertThatThrownBy(() -> push(
                            onScratch(ImageFormat.OCI),
                            RegistryImage.named(reference).addCredential(USER, "wrong")))
                    .isInstanceOf(RegistryUnauthorizedException.class);
        }
    }

    private Image base(Compression compression) throws IOException {
        return Image.scratch()
                .layer(dockdash.layer()
                        .compression(compression)
                        .data("/etc/base", "base".getBytes(StandardCharsets.UTF_8))
                        .build())
                .env("BASE", "yes")
                .build();
    }

    private JibContainerBuilder onOurBase() throws Exception {
        return Jib.from(RegistryImage.named(reference("base:1")))
                .setFormat(ImageFormat.OCI)
                .addLayer(List.of(tree()), AbsoluteUnixPath.get("/app"))
                .setEntrypoint("/app/one")
                .setUser("1000");
    }

    @Test
    void jibBuildsOnOurImageInGzip() throws Exception {
        Image base = base(Compression.GZIP);
        dockdash.push(base, reference("base:1"));
        push(onOurBase(), RegistryImage.named(reference("derived:1")));
        Image derived = dockdash.pull(reference("derived:1"));
        assertTree(derived);
        assertThat(derived.layers()).hasSize(2);
        assertThat(derived.layers().get(0).diffId())
                .isEqualTo(base.layers().get(0).diffId());
        assertThat(derived.filesystem().readAllBytes("/etc/base")).asString().isEqualTo("base");
        assertThat(derived.config().env()).containsEntry("BASE", "yes");
    }

    @Test
    void jibCallsTheZstdOfABaseGzipAndTheValidatorSaysSo() throws Exception {
        dockdash.push(base(Compression.ZSTD), reference("base:1"));
        push(onOurBase(), RegistryImage.named(reference("derived:1")));
        assertThat(ImageValidator.validate(dockdash.pull(reference("derived:1"))))
                .hasSize(1)
                .first()
                .asString()
                .contains("the compression is zstd; expected gzip by its media type");
    }

    @Test
    void jibRefusesABaseWithoutCompression() throws Exception {
        dockdash.push(base(Compression.NONE), reference("base:1"));
        assertThatThrownBy(() -> push(onOurBase(), RegistryImage.named(reference("derived:1"))))
                .hasStackTraceContaining("No Compressor found");
    }

    @ParameterizedTest
    @EnumSource
    void ourImagesKeepWhatJibPromisesOfItsOwn(Compression compression) throws Exception {
        Layer layer = dockdash.layer()
                .compression(compression)
                .directory(tree(), "/app")
                .data("/a/b/c", "deep".getBytes(StandardCharsets.UTF_8))
                .symbolicLink("/app/link", "one")
                .build();
        Image image = Image.from(base(compression)).layer(layer).build();
        assertThat(image.config().created()).contains(Instant.EPOCH);
        assertThat(image.config().history()).extracting(History::created).containsOnly(Optional.of(Instant.EPOCH));
        for (Layer each : image.layers()) {
            assertReproducible(entries(each));
        }
    }

    private static void assertReproducible(List<TarArchiveEntry> entries) {
        assertThat(entries).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(Instant.EPOCH);
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getLongGroupId()).isZero();
            assertThat(entry.getUserName()).isEmpty();
            assertThat(entry.getGroupName()).isEmpty();
        });
        List<String> names = entries.stream()
                .map(entry -> entry.getName().replaceAll("/$", ""))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        Set<String> before = new HashSet<>();
        for (String name : names) {
            int slash = name.lastIndexOf('/');
            assertThat(slash < 0 || before.contains(name.substring(0, slash)))
                    .as("the parent of %s comes before it", name)
                    .isTrue();
            before.add(name);
        }
        assertThat(names).isSortedAccordingTo(Comparator.comparing(JibTest::inOrderOfComponents));
    }

    /** Lets a slash come before all other characters, so that what lies in a directory follows it. */
    private static String inOrderOfComponents(String name) {
        return name.replace('/', '\0');
    }

    /** Reads the tar of a layer with nothing of ours but its decompression. */
    private static List<TarArchiveEntry> entries(Layer layer) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (InputStream tar = layer.openTar();
                TarArchiveInputStream in = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}

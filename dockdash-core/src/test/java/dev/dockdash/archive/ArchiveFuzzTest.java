package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged archives: they are read or refused with an IOException, never anything else. */
class ArchiveFuzzTest {

    private static final int BLOCK = 512;
    private static final int ROUNDS = 900;
    private static final LayerLimits LIMITS = LayerLimits.DEFAULT.bytes(1 << 20).headers(1 << 14, 1 << 18);
    private static final byte[] A = ImageFiles.layer("a");
    private static final byte[] B = ImageFiles.layer("b");

    @TempDir
    Path temp;

    private static byte[] archive(int which) {
        ImageFiles files = new ImageFiles();
        return switch (which) {
            case 0 ->
                files.layout(files.image("linux/amd64", A, B) + ImageFiles.name("1"))
                        .tar();
            case 1 ->
                files.layout(files.blob(
                                ImageFiles.INDEX,
                                ImageFiles.index(
                                        files.image("linux/amd64", A) + ImageFiles.platform("linux/amd64"),
                                        files.image("linux/arm64", B))))
                        .tar();
            default ->
                new RawTar()
                        .file("config", ImageFiles.config("linux/amd64", A, B))
                        .symbolicLink("one/layer.tar", "../two/layer.tar")
                        .add("two/layer.tar", '0', A, header -> {})
                        .hardLink("three", "./four")
                        .pax("path=four")
                        .add("x", '0', RawTar.gzip(B), header -> {})
                        .file(
                                "manifest.json",
                                "[{\"Config\":\"config\",\"RepoTags\":[\"web:1\"],"
                                        + "\"Layers\":[\"one/layer.tar\",\"three\"]}]")
                        .bytes();
        };
    }

    /** Changes a few bytes, and mostly makes checksums and the names of blobs right again: else little is reached. */
    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int position = random.nextInt(bytes.length);
            bytes[position] = (byte)
                    (random.nextInt(4) == 0 ? random.nextInt(256) : "09-.,:\"{}[] /x\0ae".charAt(random.nextInt(17)));
        }
        if (random.nextInt(8) == 0) {
            return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        if (random.nextInt(8) > 0) {
            for (int block = 0; block < bytes.length; block += BLOCK) {
                if (original[block + 257] == 'u' && original[block + 258] == 's') {
                    fixChecksum(bytes, block);
                }
            }
        }
        return bytes;
    }

    private static void fixChecksum(byte[] bytes, int block) {
        java.util.Arrays.fill(bytes, block + 148, block + 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += bytes[block + i] & 0xff;
        }
        byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, block + 148, text.length);
    }

    private boolean isRead(byte[] archive) throws IOException {
        Path file = Files.write(temp.resolve("archive"), archive);
        ImageSource source = ImageSource.of(file).within(LIMITS).cache(BlobCache.at(temp.resolve("cache")));
        boolean other = isRead(source.platform("linux/arm64"));
        boolean named = isRead(source.tag("web:1"));
        return isRead(source) || other || named;
    }

    /** Reads everything there is; whatever is thrown besides IOException fails the test. */
    private static boolean isRead(ImageSource source) {
        try {
            Image image = source.load();
            ImageValidator.validate(image);
            image.filesystem();
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    @Test
    @Timeout(120)
    void damagedArchivesAreReadOrRefused() throws IOException {
        int read = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            read += isRead(mutate(archive(seed % 3), new Random(seed))) ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    @Test
    @Timeout(60)
    void damagedCompressedArchivesAreReadOrRefused() throws IOException {
        for (int seed = 0; seed < ROUNDS / 10; seed++) {
            Random random = new Random(seed);
            byte[] tar = archive(seed % 3);
            byte[] packed = random.nextBoolean() ? RawTar.gzip(tar) : RawTar.zstd(tar);
            packed[random.nextInt(packed.length)] ^= (byte) (1 + random.nextInt(255));
            isRead(packed);
        }
    }

    /** Documents under right digests that say something else, so that what checks them is reached. */
    @Test
    @Timeout(120)
    void damagedDocumentsAreReadOrRefused() throws IOException {
        int read = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ImageFiles files = new ImageFiles();
            files.blob(ImageFiles.LAYER, A);
            String layer = ImageFiles.descriptor(ImageFiles.LAYER, A);
            String config = files.blob(ImageFiles.CONFIG, change(ImageFiles.config("linux/amd64", A), random, 0));
            String manifest = files.blob(ImageFiles.MANIFEST, change(ImageFiles.manifest(config, layer), random, 1));
            String index = files.blob(ImageFiles.INDEX, change(ImageFiles.index(manifest), random, 2));
            files.layout(index).file("index.json", change(ImageFiles.index(index), random, 3));
            read += isRead(files.tar()) ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    private static String change(String json, Random random, int which) {
        if (random.nextInt(4) != which) {
            return json;
        }
        String[] parts = {
            "null",
            "\"\"",
            "-1",
            "9999999999999999999999",
            "1e999",
            "[]",
            "{}",
            "[null]",
            "\"sha256:0\"",
            "true",
            "\"a/b\"",
            Digest.of(A).toString()
        };
        String part = parts[random.nextInt(parts.length)];
        String[] values = json.split("(?<=[:,\\[{])|(?=[,\\]}])", -1);
        values[random.nextInt(values.length)] = part;
        return String.join("", values);
    }
}

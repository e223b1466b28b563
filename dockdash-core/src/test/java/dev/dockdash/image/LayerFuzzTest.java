package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged layers: they are read or refused with an IOException, never anything else. */
class LayerFuzzTest {

    private static final int BLOCK = 512;
    private static final int TARS = 6000;
    private static final int COMPRESSED = 1500;
    private static final LayerLimits LIMITS = LayerLimits.DEFAULT.bytes(1 << 22).headers(1 << 14, 1 << 18);

    private static byte[] tar(int which) {
        byte[] empty = new byte[0];
        return switch (which) {
            case 0 ->
                new RawTar()
                        .directory("./d/")
                        .file("d/f", "x".repeat(700))
                        .symbolicLink("l", "d")
                        .hardLink("h", "d/f")
                        .file("l/g", "y")
                        .whiteout(".wh.d")
                        .whiteout("d/.wh..wh..opq")
                        .bytes();
            case 1 ->
                new RawTar()
                        .pax("path=long/é", "size=3", "mtime=1.5", "uid=99999999", "SCHILY.xattr.user.a=b")
                        .file("x", "abc")
                        .extended('g', "a=b")
                        .add(
                                "@",
                                'L',
                                "n".repeat(120).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                RawTar.Header::gnu)
                        .add("n", '3', empty, header -> header.device(1, 2))
                        .bytes();
            default ->
                new RawTar()
                        .pax("GNU.sparse.size=2000", "GNU.sparse.map=1000,4,1500,3")
                        .file("s", "dataabc")
                        .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=t", "GNU.sparse.realsize=99")
                        .file("t", "1\n0\n2\n" + "\0".repeat(506) + "ab")
                        .add(
                                "o",
                                'S',
                                "data".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                header -> header.gnu()
                                        .octal(386, 12, 1000)
                                        .octal(398, 12, 4)
                                        .octal(483, 12, 2000))
                        .bytes();
        };
    }

    /** Changes some bytes, and mostly makes the checksums of the headers right again: else little would be reached. */
    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int position = random.nextInt(bytes.length);
            bytes[position] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "09-. =\n/x\0".charAt(random.nextInt(10)));
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
        byte[] text = String.format("%06o\0 ", sum).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, block + 148, text.length);
    }

    /** Reads everything there is; whatever is thrown besides IOException fails the test. */
    private static boolean isRead(Layer layer) {
        try {
            ImageFilesystem files = ImageFilesystem.of(List.of(layer.within(LIMITS)));
            for (FileEntry entry : files.entries().toList()) {
                if (entry.isRegularFile()) {
                    try (InputStream in = files.open(entry.path())) {
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    }
                }
            }
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    @Test
    @Timeout(60)
    void damagedTarsAreReadOrRefused() {
        int read = 0;
        for (int seed = 0; seed < TARS; seed++) {
            byte[] tar = mutate(tar(seed % 3), new Random(seed));
            read += isRead(RawTar.layer(tar)) ? 1 : 0;
        }
        assertThat(read).isBetween(TARS / 20, TARS * 19 / 20);
    }

    @Test
    @Timeout(60)
    void damagedCompressedDataIsRefused() {
        for (int seed = 0; seed < COMPRESSED; seed++) {
            Random random = new Random(seed);
            byte[] tar = tar(seed % 3);
            byte[] blob = random.nextBoolean() ? RawTar.gzip(tar) : RawTar.zstd(tar);
            blob[random.nextInt(blob.length)] ^= (byte) (1 + random.nextInt(255));
            isRead(RawTar.layer(blob, tar));
        }
    }
}

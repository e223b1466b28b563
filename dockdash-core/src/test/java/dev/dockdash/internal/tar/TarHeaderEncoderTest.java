package dev.dockdash.internal.tar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarHeaderEncoderTest {

    private static TarHeader file(String name, long uid, long size, long seconds) {
        return new TarHeader(
                name, TarEntryType.REGULAR_FILE, 0644, uid, 0, size, seconds, 0, "", Collections.emptySortedMap());
    }

    private static TarArchiveEntry readBack(TarHeader header) throws IOException {
        byte[] bytes = TarHeaderEncoder.encode(header);
        assertThat(TarHeaderEncoder.encodedLength(header)).isEqualTo(bytes.length);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes), "UTF-8")) {
            return tar.getNextEntry();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 077777777777L, 0100000000000L, Long.MAX_VALUE / 2})
    void sizesBeyondEightGibibytesSurvive(long size) throws IOException {
        assertThat(readBack(file("f", 0, size, 0)).getSize()).isEqualTo(size);
    }

    @Test
    void aSizeOfEightGibibytesIsARecordAndNotAField() {
        byte[] below = TarHeaderEncoder.encode(file("f", 0, (8L << 30) - 1, 0));
        assertThat(new String(below, 124, 12, StandardCharsets.ISO_8859_1)).isEqualTo("77777777777\0");
        byte[] blocks = TarHeaderEncoder.encode(file("f", 0, 8L << 30, 0));
        assertThat(new String(blocks, 512, 19, StandardCharsets.ISO_8859_1)).isEqualTo("19 size=8589934592\n");
        assertThat(blocks[512 + 19]).isZero();
        assertThat(new String(blocks, 2 * 512 + 124, 12, StandardCharsets.ISO_8859_1))
                .isEqualTo("00000000000\0");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2_097_151, 2_097_152, 4_294_967_294L})
    void ownersBeyondSevenDigitsSurvive(long uid) throws IOException {
        assertThat(readBack(file("f", uid, 0, 0)).getLongUserId()).isEqualTo(uid);
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 155, 156, 255, 256, 300})
    void namesOfAnyLengthSurvive(int length) throws IOException {
        String flat = "n".repeat(length);
        String deep = "d/".repeat(length / 2) + "n";
        assertThat(readBack(file(flat, 0, 0, 0)).getName()).isEqualTo(flat);
        assertThat(readBack(file(deep, 0, 0, 0)).getName()).isEqualTo(deep);
    }

    @Test
    void paxIsUsedOnlyWhereUstarDoesNotReach() {
        assertThat(TarHeaderEncoder.encode(file("a/b", 2_097_151, 077777777777L, 1)))
                .hasSize(512);
        assertThat(TarHeaderEncoder.encode(file("d".repeat(100) + "/" + "n".repeat(100), 0, 0, 0)))
                .hasSize(512);
        assertThat(TarHeaderEncoder.encode(file("ü", 0, 0, 0))).hasSize(3 * 512);
    }

    @Test
    void aRecordWhoseLengthGrowsWithItsOwnDigitsIsRight() throws IOException {
        for (int length = 80; length < 130; length++) {
            String name = "ü" + "n".repeat(length);
            assertThat(readBack(file(name, 0, 0, 0)).getName()).isEqualTo(name);
        }
    }
}

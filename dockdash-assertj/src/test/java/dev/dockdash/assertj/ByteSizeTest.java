package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512B, 512",
        "1kB, 1000",
        "1 KB, 1000",
        "80MB, 80000000",
        "1.5 GB, 1500000000",
        "2TB, 2000000000000",
        "1KiB, 1024",
        "80MiB, 83886080",
        "1GiB, 1073741824",
        "0.0001kB, 0"
    })
    void unitsOfThousandsAndOf1024(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "-1MB", "1,5MB", "80 mb", "1PB", "99999999999TB", "1e3"})
    void otherTextsAreMistakes(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid size \"" + text + "\": expected a number and ");
    }

    @Test
    void largeNumbersAreShownInTheirUnitToo() {
        assertThat(ByteSize.show(1)).isEqualTo("1 byte");
        assertThat(ByteSize.show(999)).isEqualTo("999 bytes");
        assertThat(ByteSize.show(1_234_567)).isEqualTo("1234567 bytes (1.2 MB)");
        assertThat(ByteSize.show(999_999_999)).isEqualTo("999999999 bytes (1.0 GB)");
        assertThat(ByteSize.show(5_000_000_000_000_000L)).isEqualTo("5000000000000000 bytes (5000.0 TB)");
    }
}

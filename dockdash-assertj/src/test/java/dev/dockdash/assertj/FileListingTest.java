package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileListingTest {

    @Test
    void permissionsAreWrittenAsLsDoes() {
        assertThat(FileListing.permissions(0)).isEqualTo("---------");
        assertThat(FileListing.permissions(0421)).isEqualTo("r---w---x");
        assertThat(FileListing.permissions(07777)).isEqualTo("rwsrwsrwt");
        assertThat(FileListing.permissions(07000)).isEqualTo("--S--S--T");
    }

    @Test
    void permissionsOfAskingAreChecked() {
        assertThat(FileListing.requirePermissions("rwsr-Sr-T")).isEqualTo("rwsr-Sr-T");
        assertThatIllegalArgumentException().isThrownBy(() -> FileListing.requirePermissions("-rwxr-xr-x"));
        assertThatIllegalArgumentException().isThrownBy(() -> FileListing.requirePermissions("rwtr-xr-x"));
    }

    @Test
    void everyTypeHasItsLetter() {
        assertThat(line(FileType.REGULAR_FILE)).startsWith("-rw-");
        assertThat(line(FileType.DIRECTORY)).startsWith("drw-");
        assertThat(line(FileType.SYMBOLIC_LINK)).startsWith("lrw-");
        assertThat(line(FileType.CHARACTER_DEVICE)).startsWith("crw-");
        assertThat(line(FileType.BLOCK_DEVICE)).startsWith("brw-");
        assertThat(line(FileType.FIFO)).isEqualTo("prw-r--r-- 1:2 3 /x");
    }

    private static String line(FileType type) {
        return FileListing.line(new FileEntry(
                "/x", type, 0644, 1, 2, 3, Instant.EPOCH, Optional.empty(), Map.of(), Optional.empty(), 1, 1, 0));
    }
}

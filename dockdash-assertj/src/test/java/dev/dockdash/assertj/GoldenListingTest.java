package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenListingTest {

    private static final String LISTING = """
            -rw-r--r-- 0:0 1 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b /a
            lrw-r--r-- 0:0 0 - /link -> a
            """;

    @TempDir
    private Path folder;

    private Path golden;
    private Image image;

    @BeforeEach
    void build() throws IOException {
        golden = folder.resolve("sub/web.txt");
        image = TestImages.image(new TestTar().file("a", "1").symbolicLink("link", "a"));
    }

    @Test
    void listingIsWrittenOnlyWhenAsked() throws IOException {
        assertThatThrownBy(() -> assertThat(image).filesystem().matchesListing(golden))
                .hasMessage(TestImages.header(image) + "Expecting listing of files to be as in " + golden
                        + ", which does not exist\n  hint: run the test with -Ddockdash.golden=update to write it");
        assertThat(image).filesystem().matchesListing(new GoldenListing(golden, true, false));
        assertThat(Files.readString(golden)).isEqualTo(LISTING);
        assertThat(image).filesystem().matchesListing(golden);
        assertThat(image.filesystem()).matchesListing(golden);
    }

    @Test
    void differencesAreShown() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(golden, LISTING.replace("0:0 1", "0:0 2"));
        assertThatThrownBy(() -> assertThat(image).filesystem().matchesListing(golden))
                .hasMessage(TestImages.header(image) + "Expecting listing of files to be as in " + golden
                        + "\n  missing:    "
                        + LISTING.lines().findFirst().orElseThrow().replace("0:0 1", "0:0 2")
                        + "\n  unexpected: " + LISTING.lines().findFirst().orElseThrow()
                        + "\n  hint:       if this is meant, run the test with -Ddockdash.golden=update");
    }

    @Test
    void columnsAndPathsAreChosen() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(golden, "-rw-r--r-- 1 /a\r\n");
        assertThat(image)
                .filesystem()
                .ignoringPaths("/l*")
                .withListingColumns(ListingColumn.SIZE, ListingColumn.MODE)
                .matchesListing(golden);
    }

    @Test
    void updateIsRefusedInContinuousIntegration() {
        assertThatThrownBy(() -> assertThat(image).filesystem().matchesListing(new GoldenListing(golden, true, true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Refusing to update " + golden
                        + ": -Ddockdash.golden=update is set but so is CI; update on your machine, look at the change and commit"
                        + " it");
        assertThat(golden).doesNotExist();
    }
}

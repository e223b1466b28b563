package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksAndFiltersTest {

    @TempDir
    private Path folder;

    private LayerBuilder layer() {
        return Layer.builder(BlobCache.at(folder.resolve("cache")));
    }

    @Test
    void hardLinkToAnotherNameOfAFileLeadsToTheFile() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("f"), "content");
        Files.createLink(tree.resolve("g"), tree.resolve("f"));

        Layer layer = layer().directory(tree, "/usr/bin")
                .hardLink("/bin/x", "/usr/bin/g")
                .build();

        assertThat(read(layer, "/bin/x")).isEqualTo("content");
        assertThat(read(layer, "/usr/bin/g")).isEqualTo("content");
    }

    @Test
    void hardLinksMayLeadToEachOther() throws IOException {
        Layer layer = layer().hardLink("/a", "/b")
                .hardLink("/b", "/c")
                .data("/c", "content")
                .build();

        assertThat(read(layer, "/a")).isEqualTo("content");
        assertThat(Tars.names(layer)).containsExactly("a", "b", "c");
    }

    @Test
    void directoriesOfIncludedFilesHaveTheAttributesThatWereAsked() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("tree/lib/deep"));
        Files.createDirectories(folder.resolve("tree/empty"));
        Files.writeString(deep.resolve("a.jar"), "");
        Files.writeString(deep.resolve("a.txt"), "");
        EntryAttributes attributes = EntryAttributes.DEFAULT.owner(1000, 1001).mode(0750);

        Layer layer = layer().directory(folder.resolve("tree"), "/app", attributes, TreeFilter.ALL.include("**/*.jar"))
                .build();

        assertThat(Tars.read(layer))
                .allSatisfy(entry -> assertThat(entry.header().getLongUserId()).isEqualTo(1000))
                .extracting(Tars.Entry::name)
                .containsExactly("app/", "app/lib/", "app/lib/deep/", "app/lib/deep/a.jar");
        assertThat(Tars.entry(layer, "app/lib/").header().getMode() & 07777).isEqualTo(0750);
    }

    @Test
    void targetOfALinkHoldsWholeCharacters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer().symbolicLink("/l", "a\uDCFFb"))
                .withMessageContaining("half characters");
    }

    private static String read(Layer layer, String path) throws IOException {
        byte[] bytes = Image.scratch().layer(layer).build().filesystem().readAllBytes(path);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeListingTest {

    private static final Executor NOBODY_FREE = task -> {};

    @TempDir
    private Path tree;

    @Test
    void isSortedWhoeverLooksAtIt() throws IOException {
        for (String path : List.of("b/2/x", "b/1/y", "a.b", "a/z", "c")) {
            Files.createDirectories(tree.resolve(path).getParent());
            Files.writeString(tree.resolve(path), "");
        }
        List<String> expected = List.of("a", "a/z", "a.b", "b", "b/1", "b/1/y", "b/2", "b/2/x", "c");
        assertThat(listedBy(NOBODY_FREE)).isEqualTo(expected);
        assertThat(listedBy(Runnable::run)).isEqualTo(expected);
        assertThat(listedBy(ForkJoinPool.commonPool())).isEqualTo(expected);
    }

    @Test
    void isNeverShortBecauseAThreadThatHelpedFailed() throws IOException {
        Files.createDirectories(tree.resolve("a/b"));
        AtomicInteger asked = new AtomicInteger();
        Executor failing = task -> {
            if (asked.getAndIncrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            runAndWait(task);
        };
        assertThatThrownBy(() -> listedBy(failing)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void looksIntoNothingThatIsExcluded() throws IOException {
        Files.createDirectories(tree.resolve("a/b"));
        List<TreeListing.Child> children =
                TreeListing.of(tree, "", TreeFilter.ALL.exclude("a").below(""), NOBODY_FREE);
        assertThat(children).isEmpty();
    }

    private List<String> listedBy(Executor helpers) throws IOException {
        return TreeListing.of(tree, "", TreeFilter.ALL.below(""), helpers).stream()
                .flatMap(TreeListingTest::withChildren)
                .toList();
    }

    private static Stream<String> withChildren(TreeListing.Child child) {
        return Stream.concat(
                Stream.of(child.target()), child.children().stream().flatMap(TreeListingTest::withChildren));
    }

    private static void runAndWait(Runnable task) {
        CompletableFuture.runAsync(task).handle((nothing, failure) -> "done").join();
    }
}

package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.ChildJvm;
import dev.dockdash.cache.BlobCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsTest {

    @TempDir
    Path temp;

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        Path tree = temp.resolve("tree");
        String secret =
                "AccessDeniedException " + tree.resolve("secret") + ": file cannot be read; a layer needs its content";
        String unlisted = "AccessDeniedException " + tree.resolve("locked")
                + ": directory cannot be listed or searched; a layer needs all that is in it";
        String inside = "AccessDeniedException " + tree.resolve("locked").resolve("inside");
        assertThat(ChildJvm.plain().boundByPermissions().run(Unreadable.class, temp))
                .containsExactly(secret, unlisted, unlisted, inside, unlisted, secret);
    }

    @Test
    void cachesThatMayNotBeUsedStillBuild() throws Exception {
        assertThat(ChildJvm.plain().boundByPermissions().run(Unwritable.class, temp))
                .containsExactly("CACHED_INPUTS 1", "WRITTEN 1", "WRITTEN 1", "WRITTEN 1", "WRITTEN 1");
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** Builds layers of sources that it may not read, and prints why that fails. */
    static final class Unreadable {

        private Unreadable() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            BlobCache cache = BlobCache.at(folder.resolve("cache"));
            Path tree = Files.createDirectories(folder.resolve("tree"));
            Path locked = Files.createDirectories(tree.resolve("locked"));
            Path file = Files.writeString(tree.resolve("secret"), "x");
            Path inside = Files.writeString(locked.resolve("inside"), "x");
            permit(file, "---------");
            permit(locked, "-wx------");
            printFailure(Layer.builder(cache).file(file, "/f"));
            printFailure(Layer.builder(cache).directory(tree, "/app"));
            printFailure(Layer.builder(cache).directory(locked, "/app"));
            permit(locked, "---------");
            printFailure(Layer.builder(cache).file(inside, "/f"));
            permit(locked, "r--------");
            printFailure(Layer.builder(cache).directory(locked, "/app"));
            permit(locked, "rwx------");
            printFailure(Layer.builder(cache).directory(tree, "/app"));
        }

        private static void printFailure(LayerBuilder layer) {
            try {
                System.out.println("built " + layer.build());
            } catch (IOException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }

    /** Builds a layer into caches that it may not use, and prints where it came from. */
    static final class Unwritable {

        private Unwritable() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            BlobCache filled = BlobCache.at(folder.resolve("filled"));
            build(filled);
            for (String path : List.of("keys", "blobs/sha256", "blobs", "tmp", "")) {
                permit(folder.resolve("filled").resolve(path), "r-xr-xr-x");
            }
            print(BlobCache.at(folder.resolve("filled")));
            Path closed = Files.createDirectories(folder.resolve("closed"));
            permit(closed, "---------");
            print(BlobCache.at(closed));
            print(BlobCache.at(closed.resolve("below")));
            permit(folder.resolve("filled"), "---------");
            print(BlobCache.at(folder.resolve("filled")));
            print(BlobCache.at(Path.of("/proc/dockdash")));
            permit(folder.resolve("filled"), "rwx------");
            for (String path : List.of("keys", "blobs", "blobs/sha256", "tmp")) {
                permit(folder.resolve("filled").resolve(path), "rwx------");
            }
            permit(closed, "rwx------");
        }

        private static Layer build(BlobCache cache) throws IOException {
            return Layer.builder(cache).data("/f", "content").build();
        }

        private static void print(BlobCache cache) throws IOException {
            Layer layer = build(cache);
            System.out.println(
                    layer.build().orElseThrow().source() + " " + layer.entries().size());
        }
    }
}

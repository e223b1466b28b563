package dev.dockdash.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders that go with the JVM. */
final class TemporaryFolders {

    private TemporaryFolders() {}

    static Path create() throws IOException {
        Path folder = Files.createTempDirectory("dockdash");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(folder), "dockdash-delete-" + folder));
        return folder;
    }

    private static void deleteQuietly(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.getLogger(TemporaryFolders.class.getName())
                    .log(System.Logger.Level.DEBUG, "Left behind at shutdown: " + folder, e);
        }
    }
}

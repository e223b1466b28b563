package dev.dockdash.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells, without reading a file, whether anyone wrote to it since.
 *
 * @param size its length in bytes
 * @param modified its modification time in nanoseconds since the epoch
 * @param place its place on the disk, where the file system tells
 */
record FileStamp(long size, long modified, @Nullable Object place) {

    static FileStamp of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.fileKey());
    }

    /** Returns what a note of it says. */
    String text() {
        return size + " " + modified + " " + place;
    }
}

package dev.dockdash.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks files and directories of a gzip tar with commons-compress, with modes and times, and checks nothing. */
final class PlainUnpack {

    private static final int BUFFER_SIZE = 64 << 10;

    /** In the order of the bits, the lowest first. */
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    private PlainUnpack() {}

    static void unpack(Path blob, Path folder) throws IOException {
        List<TarArchiveEntry> directories = new ArrayList<>();
        Files.createDirectory(folder);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(blob), BUFFER_SIZE);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(in, BUFFER_SIZE), BUFFER_SIZE, 512)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    directories.add(entry);
                } else {
                    Files.copy(tar, target);
                    setAttributes(target, entry);
                }
            }
        }
        for (TarArchiveEntry directory : directories) {
            setAttributes(folder.resolve(directory.getName()), directory);
        }
    }

    private static void setAttributes(Path target, TarArchiveEntry entry) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((entry.getMode() & 1 << bit) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        Files.setPosixFilePermissions(target, permissions);
        Files.setLastModifiedTime(target, entry.getLastModifiedTime());
    }
}

package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import java.util.Locale;
import java.util.regex.Pattern;

/** Files and their modes in the notation of {@code ls -ln}. */
final class FileListing {

    private static final Pattern PERMISSIONS = Pattern.compile("[r-][w-][xsS-]" + "[r-][w-][xsS-]" + "[r-][w-][xtT-]");
    private static final int MODE_BITS = 07777;
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;

    private FileListing() {}

    /** Returns type, permissions, owner, size and path, such as {@code -rwxr-xr-x 0:0 17 /app/serve}. */
    static String line(FileEntry entry) {
        return typeAndPermissions(entry) + " " + owner(entry.uid(), entry.gid()) + " " + entry.size() + " "
                + pathAndTarget(entry);
    }

    static String typeAndPermissions(FileEntry entry) {
        return typeLetter(entry.type()) + permissions(entry.mode());
    }

    static String pathAndTarget(FileEntry entry) {
        return entry.path() + entry.linkTarget().map(target -> " -> " + target).orElse("");
    }

    /** Returns a mode both ways: {@code 0755 (rwxr-xr-x)}. */
    static String mode(int mode) {
        return octal(mode) + " (" + permissions(mode) + ")";
    }

    static String octal(int mode) {
        return String.format(Locale.ROOT, "%04o", mode);
    }

    static String permissions(int mode) {
        return triple(mode >> 6, (mode & SETUID) != 0, 's')
                + triple(mode >> 3, (mode & SETGID) != 0, 's')
                + triple(mode, (mode & STICKY) != 0, 't');
    }

    private static String triple(int bits, boolean special, char letter) {
        boolean execute = (bits & 1) != 0;
        char last = execute ? 'x' : '-';
        if (special) {
            last = execute ? letter : Character.toUpperCase(letter);
        }
        return String.valueOf(new char[] {(bits & 4) != 0 ? 'r' : '-', (bits & 2) != 0 ? 'w' : '-', last});
    }

    static String owner(long uid, long gid) {
        return uid + ":" + gid;
    }

    static String type(FileType type) {
        return word(type);
    }

    /** Returns the name of a constant in words. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Returns the text if it is nine letters as {@code ls} writes them.
     *
     * @throws IllegalArgumentException if it is not
     */
    static String requirePermissions(String text) {
        if (!PERMISSIONS.matcher(text).matches()) {
            throw new IllegalArgumentException("Invalid permissions \"" + text
                    + "\": expected nine letters without that of the type, such as rwxr-xr-x");
        }
        return text;
    }

    /**
     * Returns the mode if it has none but the lowest twelve bits.
     *
     * @throws IllegalArgumentException if it has others
     */
    static int requireMode(int mode) {
        if ((mode & ~MODE_BITS) != 0) {
            throw new IllegalArgumentException(
                    "Invalid mode " + mode + ": expected an octal number up to 07777, such as 0755");
        }
        return mode;
    }

    /** Returns type and permissions as Go writes them: special bits stand before the nine letters. */
    static String goMode(FileEntry entry) {
        int mode = entry.mode();
        String type = switch (entry.type()) {
            case REGULAR_FILE -> "";
            case DIRECTORY -> "d";
            case SYMBOLIC_LINK -> "L";
            case CHARACTER_DEVICE -> "Dc";
            case BLOCK_DEVICE -> "D";
            case FIFO -> "p";
        };
        String special = type
                + ((mode & SETUID) != 0 ? "u" : "")
                + ((mode & SETGID) != 0 ? "g" : "")
                + ((mode & STICKY) != 0 ? "t" : "");
        return (special.isEmpty() ? "-" : special) + permissions(mode & 0777);
    }

    private static char typeLetter(FileType type) {
        return switch (type) {
            case REGULAR_FILE -> '-';
            case DIRECTORY -> 'd';
            case SYMBOLIC_LINK -> 'l';
            case CHARACTER_DEVICE -> 'c';
            case BLOCK_DEVICE -> 'b';
            case FIFO -> 'p';
        };
    }
}

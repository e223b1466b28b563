package dev.dockdash.layer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Names of files as UTF-8 text with {@code /} between them, whatever the locale and the platform. */
final class FileNames {

    /** In a locale such as C, Java cannot spell names beyond ASCII, but its URIs still carry their bytes. */
    private static final boolean SPELLS_UNICODE = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    private FileNames() {}

    static String text(Path path) {
        String text = path.toString();
        if (!SPELLS_UNICODE && path.getFileSystem() == FileSystems.getDefault() && !isAscii(text)) {
            return fromUri(path);
        }
        String separator = path.getFileSystem().getSeparator();
        return separator.equals("/") ? text : text.replace(separator, "/");
    }

    private static String fromUri(Path path) {
        Path root = Path.of("/");
        String raw = root.resolve(path).toUri().getRawPath();
        String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        return path.isAbsolute() ? decoded : decoded.substring(1);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 0x7f && c != '?');
    }
}

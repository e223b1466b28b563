package dev.dockdash.layer;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Names of files as UTF-8 text with {@code /} between them, whatever the locale and the platform. */
final class FileNames {

    /** In a locale such as C, Java cannot spell names beyond ASCII, but its URIs still carry their bytes. */
    private static final boolean SPELLS_UNICODE = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    private static final char REPLACEMENT = '\uFFFD';
    private static final Path ROOT = Path.of("/");

    private FileNames() {}

    /**
     * Returns the text of a path that lies in or at another one.
     *
     * @throws IOException if its bytes are not UTF-8
     */
    static String text(Path path, Path place) throws IOException {
        String text = path.toString();
        FileSystem fileSystem = path.getFileSystem();
        if (!fileSystem.getSeparator().equals("/")) {
            return text.replace(fileSystem.getSeparator(), "/");
        }
        boolean whole = SPELLS_UNICODE ? text.indexOf(REPLACEMENT) < 0 : isAscii(text);
        return whole || fileSystem != FileSystems.getDefault() ? text : decode(bytes(path, text), place);
    }

    private static byte[] bytes(Path path, String text) {
        String encoded = ROOT.resolve(path).toUri().getRawPath();
        String bytes = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        int start = path.isAbsolute() ? 0 : 1;
        // The URI of a directory ends with a slash, also where its path does not.
        int end = bytes.endsWith("/") && !text.endsWith("/") ? bytes.length() - 1 : bytes.length();
        return bytes.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String decode(byte[] bytes, Path place) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(
                    "Adding " + place + " to a layer: expected names in UTF-8 but found "
                            + URLEncoder.encode(
                                    new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)
                            + " (bytes beyond ASCII as %XX); rename it",
                    e);
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 0x7f && c != '?');
    }
}

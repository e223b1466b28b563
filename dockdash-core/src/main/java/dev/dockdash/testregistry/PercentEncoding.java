package dev.dockdash.testregistry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding by RFC 3986, where a plus sign is a plus sign: media types have one and nothing here has a space. */
final class PercentEncoding {

    private static final int ESCAPE_LENGTH = 3;
    private static final int HEX = 16;

    private PercentEncoding() {}

    /** Returns the text decoded once; a malformed escape stays as it is, and no grammar of the API accepts it. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        int index = 0;
        while (index < encoded.length) {
            int value = escapeAt(encoded, index);
            decoded.write(value < 0 ? encoded[index] : value);
            index += value < 0 ? 1 : ESCAPE_LENGTH;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int escapeAt(byte[] encoded, int index) {
        if (encoded[index] != '%' || index + 2 >= encoded.length) {
            return -1;
        }
        int high = Character.digit(encoded[index + 1], HEX);
        int low = Character.digit(encoded[index + 2], HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}

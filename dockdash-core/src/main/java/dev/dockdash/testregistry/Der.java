package dev.dockdash.testregistry;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The distinguished encoding rules of ASN.1, as far as a certificate needs them.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690</a>
 */
final class Der {

    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED_CONTEXT = 0xa0;

    private static final int LONG_LENGTH = 0x80;
    private static final int FIRST_ARC_FACTOR = 40;
    private static final int ARC_BITS = 7;
    private static final int ARC_MASK = 0x7f;
    private static final int ARC_CONTINUES = 0x80;

    /** Two digits for the year: from 2050 on another type would be needed. */
    private static final DateTimeFormatter UTC_FORMAT =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(SEQUENCE, elements);
    }

    static byte[] set(byte[]... elements) {
        return element(SET, elements);
    }

    static byte[] integer(BigInteger value) {
        return element(INTEGER, value.toByteArray());
    }

    static byte[] yes() {
        return element(BOOLEAN, new byte[] {(byte) 0xff});
    }

    static byte[] utf8(String text) {
        return element(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] utcTime(Instant time) {
        return element(UTC_TIME, UTC_FORMAT.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] content) {
        return element(OCTET_STRING, content);
    }

    /** Returns a string of bits of which the last {@code unused} are none. */
    static byte[] bits(int unused, byte[] content) {
        return element(BIT_STRING, new byte[] {(byte) unused}, content);
    }

    /** Returns a value whose type is told by the place where it stands. */
    static byte[] implicit(int number, byte[] content) {
        return element(CONTEXT | number, content);
    }

    /** Returns an element with a number around it. */
    static byte[] explicit(int number, byte[] element) {
        return element(CONSTRUCTED_CONTEXT | number, element);
    }

    /** Returns an identifier that is written with dots. */
    static byte[] objectIdentifier(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        writeArc(content, Integer.parseInt(arcs[0]) * FIRST_ARC_FACTOR + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            writeArc(content, Integer.parseInt(arcs[i]));
        }
        return element(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void writeArc(ByteArrayOutputStream out, int arc) {
        int shift = 0;
        while (arc >> shift > ARC_MASK) {
            shift += ARC_BITS;
        }
        for (; shift > 0; shift -= ARC_BITS) {
            out.write(((arc >> shift) & ARC_MASK) | ARC_CONTINUES);
        }
        out.write(arc & ARC_MASK);
    }

    private static byte[] element(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length >= LONG_LENGTH) {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int start = digits[0] == 0 ? 1 : 0;
            out.write(LONG_LENGTH | (digits.length - start));
            out.write(digits, start, digits.length - start);
        } else {
            out.write(length);
        }
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }
}

package dev.dockdash.internal.tar;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Numbers of headers: octal text, binary where octal does not reach, and decimal in extended headers. */
final class TarNumber {

    private static final int BINARY = 0x80;
    private static final int NEGATIVE = 0x40;
    private static final int MAX_DECIMAL_LENGTH = 64;

    private TarNumber() {}

    /**
     * Reads a field of a header; an empty one is 0.
     *
     * @throws IOException if it is neither octal digits nor a binary number of 64 bits
     */
    static long read(byte[] block, int offset, int length, String field) throws IOException {
        return (block[offset] & BINARY) != 0
                ? binary(block, offset, length, field)
                : octal(block, offset, length, field);
    }

    private static long octal(byte[] block, int offset, int length, String field) throws IOException {
        int start = offset;
        int end = offset + length;
        while (start < end && isPadding(block[start])) {
            start++;
        }
        while (end > start && isPadding(block[end - 1])) {
            end--;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            // Octal text may be followed by a NUL and whatever was in the field before.
            if (block[i] == 0) {
                break;
            }
            int digit = block[i] - '0';
            if (digit < 0 || digit > 7) {
                throw new MalformedTarException("the " + field + " \""
                        + TarText.decode(block, offset, length).replace('\0', ' ')
                        + "\" of the header is not an octal number");
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private static boolean isPadding(byte b) {
        return b == ' ' || b == 0;
    }

    private static long binary(byte[] block, int offset, int length, String field) throws IOException {
        boolean negative = (block[offset] & NEGATIVE) != 0;
        int inversion = negative ? 0xff : 0;
        long value = 0;
        for (int i = 0; i < length; i++) {
            int b = (block[offset + i] ^ inversion) & 0xff;
            if (i == 0) {
                b &= ~BINARY;
            }
            if (value >>> 55 != 0) {
                throw new MalformedTarException("the " + field + " of the header is out of range");
            }
            value = value << 8 | b;
        }
        return negative ? ~value : value;
    }

    /**
     * Reads a whole number of an extended header.
     *
     * @throws IOException if it is not a number from 0 on that fits into 63 bits
     */
    static long decimal(byte[] text, String key) throws IOException {
        try {
            long value = Long.parseLong(ascii(text));
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new MalformedTarException(
                "the extended header has " + key + "=" + ascii(text) + "; expected a number from 0 on");
    }

    /**
     * Reads a time of an extended header: seconds since the epoch with or without a fraction.
     *
     * @throws IOException if it is not a number, or beyond any calendar
     */
    static Instant time(byte[] text) throws IOException {
        String seconds = ascii(text);
        // BigDecimal understands exponents, and would make a billion digits of a few.
        if (seconds.length() <= MAX_DECIMAL_LENGTH && seconds.matches("-?[0-9]+(\\.[0-9]*)?")) {
            BigDecimal value = new BigDecimal(seconds);
            BigDecimal whole = value.setScale(0, RoundingMode.FLOOR);
            try {
                int nanos = value.subtract(whole).movePointRight(9).intValue();
                return Instant.ofEpochSecond(whole.longValueExact(), nanos);
            } catch (DateTimeException | ArithmeticException e) {
                throw new MalformedTarException("the time " + seconds + " of the extended header is out of range");
            }
        }
        throw new MalformedTarException("the extended header has the time \"" + seconds + "\"; expected seconds");
    }

    /**
     * Returns the time of a header.
     *
     * @throws IOException if it is beyond any calendar
     */
    static Instant time(long seconds) throws IOException {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            throw new MalformedTarException("the time " + seconds + " of the header is out of range");
        }
    }

    private static String ascii(byte[] text) {
        return new String(text, 0, Math.min(text.length, MAX_DECIMAL_LENGTH + 1), StandardCharsets.ISO_8859_1);
    }
}

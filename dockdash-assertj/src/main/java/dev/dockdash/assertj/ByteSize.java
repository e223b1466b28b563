package dev.dockdash.assertj;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write it.
 *
 * @param bytes the number
 */
record ByteSize(long bytes) {

    private static final Pattern GRAMMAR = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([kKMGT]i?B|B)?");

    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KIB", 1L << 10,
            "MIB", 1L << 20,
            "GIB", 1L << 30,
            "TIB", 1L << 40);

    /**
     * Parses {@code 80MB}, which is 80,000,000 bytes, {@code 80MiB}, which is 83,886,080, {@code 1.5 GB} or {@code 512}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static ByteSize parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(Locale.ROOT);
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)));
        try {
            return new ByteSize(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (ArithmeticException e) {
            throw invalid(text);
        }
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("Invalid size \"" + text
                + "\": expected a number and B, kB, MB, GB, TB, KiB, MiB, GiB or TiB, such as 80MB");
    }

    /** Returns a number of bytes with, from a thousand on, how much that is about: {@code 1234567 bytes (1.2 MB)}. */
    static String show(long bytes) {
        if (bytes < 1_000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        return bytes + " bytes (" + brief(bytes) + ")";
    }

    /** Returns about how much a number of bytes is, such as {@code 1.2 MB}. */
    static String brief(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1e3;
        int unit = 0;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1e3;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f", value) + " " + units[unit];
    }
}

package dev.dockdash.internal.tar;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The extended header of an entry that says more than a ustar header can: sorted records with their own lengths. */
final class PaxRecords {

    private final Map<String, byte[]> records = new TreeMap<>();

    /** Collects what of this header is beyond ustar. */
    static PaxRecords of(TarHeader header, UstarName name) {
        PaxRecords pax = new PaxRecords();
        if (!name.fits()) {
            pax.add("path", header.name());
        }
        if (!Ustar.isAscii(header.linkName()) || header.linkName().length() > Ustar.NAME_LENGTH) {
            pax.add("linkpath", header.linkName());
        }
        if (header.size() > Ustar.MAX_11_DIGITS) {
            pax.add("size", Long.toString(header.size()));
        }
        if (header.uid() > Ustar.MAX_7_DIGITS) {
            pax.add("uid", Long.toString(header.uid()));
        }
        if (header.gid() > Ustar.MAX_7_DIGITS) {
            pax.add("gid", Long.toString(header.gid()));
        }
        if (header.nanos() != 0 || header.seconds() < 0 || header.seconds() > Ustar.MAX_11_DIGITS) {
            pax.add("mtime", decimal(header.seconds(), header.nanos()));
        }
        header.xattrs().forEach((key, value) -> pax.records.put("SCHILY.xattr." + key, value));
        return pax;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach((key, value) -> {
            byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
            int rest = keyBytes.length + value.length + " =\n".length();
            out.writeBytes(Integer.toString(lengthWithItself(rest)).getBytes(StandardCharsets.US_ASCII));
            out.write(' ');
            out.writeBytes(keyBytes);
            out.write('=');
            out.writeBytes(value);
            out.write('\n');
        });
        return out.toByteArray();
    }

    /** The length of a record counts its own digits. */
    private static int lengthWithItself(int rest) {
        int length = rest + Integer.toString(rest).length();
        return rest + Integer.toString(length).length();
    }

    private void add(String key, String value) {
        records.put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes seconds and nanoseconds as one signed decimal number: -1.25 is -2 seconds and 750,000,000 nanoseconds. */
    private static String decimal(long seconds, int nanos) {
        return new BigDecimal(seconds)
                .add(BigDecimal.valueOf(nanos, 9))
                .stripTrailingZeros()
                .toPlainString();
    }
}

package dev.dockdash.internal.tar;

import java.nio.charset.StandardCharsets;

/** Where the fields of a ustar header lie and what they can hold. */
final class Ustar {

    static final int BLOCK = 512;
    static final int NAME_LENGTH = 100;
    static final long MAX_7_DIGITS = 07777777L;
    static final long MAX_11_DIGITS = 077777777777L;

    static final int MODE = 100;
    static final int UID = 108;
    static final int GID = 116;
    static final int SIZE = 124;
    static final int MTIME = 136;
    static final int CHECKSUM = 148;
    static final int CHECKSUM_LENGTH = 8;
    static final int TYPE_FLAG = 156;
    static final int LINK_NAME = 157;
    static final int MAGIC = 257;
    static final int USER_NAME = 265;
    static final int GROUP_NAME = 297;
    static final int DEVICE_MAJOR = 329;
    static final int DEVICE_MINOR = 337;
    static final int PREFIX = 345;

    private Ustar() {}

    /** Fills one block, which must be zero, with a header; numbers out of reach are written as zero. */
    static void write(byte[] block, int offset, UstarName name, TarHeader header, byte typeFlag) {
        ascii(block, offset, name.name());
        ascii(block, offset + PREFIX, name.prefix());
        octal(block, offset + MODE, 7, header.mode());
        octal(block, offset + UID, 7, header.uid() > MAX_7_DIGITS ? 0 : header.uid());
        octal(block, offset + GID, 7, header.gid() > MAX_7_DIGITS ? 0 : header.gid());
        octal(block, offset + SIZE, 11, header.size() > MAX_11_DIGITS ? 0 : header.size());
        octal(
                block,
                offset + MTIME,
                11,
                header.seconds() < 0 || header.seconds() > MAX_11_DIGITS ? 0 : header.seconds());
        block[offset + TYPE_FLAG] = typeFlag;
        if (isAscii(header.linkName())) {
            ascii(block, offset + LINK_NAME, truncated(header.linkName()));
        }
        ascii(block, offset + MAGIC, "ustar\00000");
        octal(block, offset + DEVICE_MAJOR, 7, 0);
        octal(block, offset + DEVICE_MINOR, 7, 0);
        checksum(block, offset);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAscii(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isAscii(char c) {
        return c < 0x80;
    }

    private static String truncated(String linkName) {
        return linkName.length() <= NAME_LENGTH ? linkName : linkName.substring(0, NAME_LENGTH);
    }

    private static void ascii(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    private static void octal(byte[] block, int offset, int digits, long value) {
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            block[offset + i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }

    private static void checksum(byte[] block, int offset) {
        int sum = CHECKSUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += block[offset + i] & 0xff;
        }
        octal(block, offset + CHECKSUM, 6, sum);
        block[offset + CHECKSUM + 7] = ' ';
    }
}

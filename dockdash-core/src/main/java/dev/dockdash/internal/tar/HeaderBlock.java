package dev.dockdash.internal.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One block with the fields of a header, in any of the dialects that tar has had. */
final class HeaderBlock {

    private static final int MAGIC_LENGTH = 6;
    private static final int STAR_TRAILER = 508;
    private static final int PREFIX_LENGTH = 155;
    private static final int STAR_PREFIX_LENGTH = 131;
    private static final int OWNER_NAME_LENGTH = 32;

    private enum Dialect {
        V7,
        USTAR,
        STAR,
        GNU
    }

    private final byte[] block;
    private final Dialect dialect;

    /**
     * Takes a block, which stays the caller's.
     *
     * @throws IOException if its checksum is not that of a header
     */
    HeaderBlock(byte[] block) throws IOException {
        this.block = block;
        requireChecksum();
        this.dialect = dialect();
    }

    static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    char typeFlag() {
        return (char) (block[Ustar.TYPE_FLAG] & 0xff);
    }

    String name() {
        String name = TarText.field(block, 0, Ustar.NAME_LENGTH);
        String prefix = switch (dialect) {
            case USTAR -> TarText.field(block, Ustar.PREFIX, PREFIX_LENGTH);
            case STAR -> TarText.field(block, Ustar.PREFIX, STAR_PREFIX_LENGTH);
            case V7, GNU -> "";
        };
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String linkName() {
        return TarText.field(block, Ustar.LINK_NAME, Ustar.NAME_LENGTH);
    }

    String userName() {
        return dialect == Dialect.V7 ? "" : TarText.field(block, Ustar.USER_NAME, OWNER_NAME_LENGTH);
    }

    String groupName() {
        return dialect == Dialect.V7 ? "" : TarText.field(block, Ustar.GROUP_NAME, OWNER_NAME_LENGTH);
    }

    long number(int offset, int length, String field) throws IOException {
        return TarNumber.read(block, offset, length, field);
    }

    boolean flag(int offset) {
        return block[offset] != 0;
    }

    int deviceMajor() throws IOException {
        return deviceNumber(Ustar.DEVICE_MAJOR);
    }

    int deviceMinor() throws IOException {
        return deviceNumber(Ustar.DEVICE_MINOR);
    }

    private int deviceNumber(int offset) throws IOException {
        long number = dialect == Dialect.V7 ? 0 : number(offset, 8, "device number");
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new MalformedTarException("the device number " + number + " is out of range");
        }
        return (int) number;
    }

    private Dialect dialect() {
        if (hasText(Ustar.MAGIC, "ustar\0")) {
            return hasText(STAR_TRAILER, "tar\0") ? Dialect.STAR : Dialect.USTAR;
        }
        boolean gnu = hasText(Ustar.MAGIC, "ustar ") && hasText(Ustar.MAGIC + MAGIC_LENGTH, " \0");
        return gnu ? Dialect.GNU : Dialect.V7;
    }

    private boolean hasText(int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(block, offset, offset + bytes.length, bytes, 0, bytes.length);
    }

    /** Some old programs summed signed bytes. */
    private void requireChecksum() throws IOException {
        int unsigned = 0;
        int signed = 0;
        for (int i = 0; i < Ustar.BLOCK; i++) {
            boolean inField = i >= Ustar.CHECKSUM && i < Ustar.CHECKSUM + Ustar.CHECKSUM_LENGTH;
            byte b = inField ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        long expected = number(Ustar.CHECKSUM, Ustar.CHECKSUM_LENGTH, "checksum");
        if (expected != unsigned && expected != signed) {
            throw new MalformedTarException("the checksum of the header is " + expected + " but its bytes add up to "
                    + unsigned + ", so this is no tar, or a damaged one");
        }
    }
}

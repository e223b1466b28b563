package dev.dockdash.layer;

import com.github.luben.zstd.Zstd;
import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Writes tars byte by byte, also such as no library would write. */
public final class RawTar {

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** One header block, field by field. */
    public static final class Header {

        private final byte[] block = new byte[BLOCK];

        Header(String name, char type, long size) {
            text(0, name).octal(100, 8, 0644).octal(108, 8, 0).octal(116, 8, 0);
            octal(124, 12, size).octal(136, 12, 0);
            block[156] = (byte) type;
            text(257, "ustar\00000").octal(329, 8, 0).octal(337, 8, 0);
        }

        public Header bytes(int offset, byte... bytes) {
            System.arraycopy(bytes, 0, block, offset, bytes.length);
            return this;
        }

        public Header text(int offset, String text) {
            return bytes(offset, text.getBytes(StandardCharsets.UTF_8));
        }

        public Header octal(int offset, int length, long value) {
            return text(offset, String.format("%0" + (length - 1) + "o\0", value));
        }

        public Header mode(long mode) {
            return octal(100, 8, mode);
        }

        public Header owner(long uid, long gid) {
            return octal(108, 8, uid).octal(116, 8, gid);
        }

        public Header modified(long seconds) {
            return octal(136, 12, seconds);
        }

        public Header link(String target) {
            return text(157, target);
        }

        public Header device(int major, int minor) {
            return octal(329, 8, major).octal(337, 8, minor);
        }

        public Header names(String user, String group) {
            return text(265, user).text(297, group);
        }

        /** As before POSIX: neither magic nor anything behind the link's target. */
        public Header v7() {
            return bytes(257, new byte[BLOCK - 257]);
        }

        public Header gnu() {
            return text(257, "ustar  \0").bytes(345, new byte[155]);
        }

        /** A number as GNU writes it where octal does not reach. */
        public Header binary(int offset, int length, long value) {
            for (int i = 0; i < length; i++) {
                int shift = 8 * (length - 1 - i);
                block[offset + i] = (byte) (shift >= 64 ? value >> 63 : value >> shift);
            }
            block[offset] |= (byte) 0x80;
            return this;
        }

        byte[] withChecksum() {
            java.util.Arrays.fill(block, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte b : block) {
                sum += b & 0xff;
            }
            text(148, String.format("%06o\0 ", sum));
            return block;
        }
    }

    public RawTar add(String name, char type, byte[] content, Consumer<Header> change) {
        Header header = new Header(name, type, content.length);
        change.accept(header);
        return raw(header.withChecksum()).content(content);
    }

    public RawTar file(String name, String content) {
        return add(name, '0', content.getBytes(StandardCharsets.UTF_8), header -> {});
    }

    public RawTar directory(String name) {
        return add(name, '5', new byte[0], header -> header.mode(0755));
    }

    public RawTar symbolicLink(String name, String target) {
        return add(name, '2', new byte[0], header -> header.mode(0777).link(target));
    }

    public RawTar hardLink(String name, String target) {
        return add(name, '1', new byte[0], header -> header.link(target));
    }

    public RawTar whiteout(String name) {
        return file(name, "");
    }

    /** Records of the next entry, as {@code key=value}. */
    public RawTar pax(String... records) {
        return extended('x', records);
    }

    public RawTar extended(char type, String... records) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String record : records) {
            int rest = record.getBytes(StandardCharsets.UTF_8).length + 2;
            int length = rest + Integer.toString(rest).length();
            length = rest + Integer.toString(length).length();
            text.writeBytes((length + " " + record + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return add("PaxHeaders/x", type, text.toByteArray(), header -> {});
    }

    public RawTar raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Bytes, filled up to whole blocks. */
    public RawTar content(byte[] bytes) {
        return raw(bytes).raw(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
    }

    public byte[] withoutEnd() {
        return out.toByteArray();
    }

    public byte[] bytes() {
        return raw(new byte[2 * BLOCK]).withoutEnd();
    }

    public Layer layer() {
        return layer(bytes());
    }

    public static Layer layer(byte[] tar) {
        return layer(tar, tar);
    }

    public static Layer layer(byte[] blob, byte[] tar) {
        Blob bytes = Blob.of(blob);
        return Layer.of(Descriptor.of(MediaType.OCI_LAYER, bytes.digest(), bytes.size()), Digest.of(tar), bytes);
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] zstd(byte[] bytes) {
        return Zstd.compress(bytes);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

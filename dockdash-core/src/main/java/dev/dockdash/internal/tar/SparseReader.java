package dev.dockdash.internal.tar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds out how the content of a file is stored: whole, or by one of the four ways in which GNU tar writes holes. */
final class SparseReader {

    private static final int GNU_MAP = 386;
    private static final int GNU_PAIRS = 4;
    private static final int GNU_EXTENDED = 482;
    private static final int GNU_REAL_SIZE = 483;
    private static final int EXTENSION_PAIRS = 21;
    private static final int EXTENSION_EXTENDED = 504;
    private static final int NUMBER_LENGTH = 12;
    private static final int MAX_DIGITS = 19;

    /** Takes the next block of the tar, which is valid until the one after it is taken. */
    interface Blocks {
        byte[] next() throws IOException;
    }

    /**
     * How content is stored.
     *
     * @param size its length
     * @param stored how many bytes are stored
     * @param map where they go
     */
    record Layout(long size, long stored, SparseMap map) {
        static final Layout EMPTY = new Layout(0, 0, SparseMap.NONE);
    }

    private final Blocks blocks;
    private final int maxPairs;
    private final List<Long> pairs = new ArrayList<>();

    SparseReader(Blocks blocks, int maxMapSize) {
        this.blocks = blocks;
        this.maxPairs = maxMapSize / 2;
    }

    Layout read(HeaderBlock header, ExtendedHeader extended, long stored) throws IOException {
        if (header.typeFlag() == 'S') {
            long size = header.number(GNU_REAL_SIZE, NUMBER_LENGTH, "real size");
            readBlocks(header);
            return layout(size, stored);
        }
        if (extended.number("GNU.sparse.major", 0) == 1 && extended.number("GNU.sparse.minor", 0) == 0) {
            long mapSize = readMapInContent(stored);
            return layout(realSize(extended), stored - mapSize);
        }
        if (extended.has("GNU.sparse.map") || !extended.sparsePairs().isEmpty()) {
            pairs.addAll(extended.sparsePairs());
            readMapInHeader(extended.text("GNU.sparse.map", ""));
            return layout(realSize(extended), stored);
        }
        return new Layout(stored, stored, SparseMap.NONE);
    }

    private static long realSize(ExtendedHeader extended) throws IOException {
        long size = extended.number("GNU.sparse.realsize", extended.number("GNU.sparse.size", -1));
        if (size < 0) {
            throw new MalformedTarException("it is a sparse file of no known size");
        }
        return size;
    }

    private Layout layout(long size, long stored) throws IOException {
        long[] numbers = pairs.stream().mapToLong(Long::longValue).toArray();
        try {
            return new Layout(size, stored, SparseMap.of(numbers, stored, size));
        } catch (IOException e) {
            throw new MalformedTarException(String.valueOf(e.getMessage()));
        }
    }

    private void readBlocks(HeaderBlock header) throws IOException {
        for (int i = 0; i < GNU_PAIRS; i++) {
            addPair(header, GNU_MAP + i * 2 * NUMBER_LENGTH);
        }
        boolean more = header.flag(GNU_EXTENDED);
        while (more) {
            byte[] extension = blocks.next();
            for (int i = 0; i < EXTENSION_PAIRS; i++) {
                int offset = i * 2 * NUMBER_LENGTH;
                addPair(
                        TarNumber.read(extension, offset, NUMBER_LENGTH, "offset"),
                        TarNumber.read(extension, offset + NUMBER_LENGTH, NUMBER_LENGTH, "length"));
            }
            more = extension[EXTENSION_EXTENDED] != 0;
        }
    }

    private void addPair(HeaderBlock header, int offset) throws IOException {
        addPair(
                header.number(offset, NUMBER_LENGTH, "offset"),
                header.number(offset + NUMBER_LENGTH, NUMBER_LENGTH, "length"));
    }

    /** A pair without length tells where the file ends, or nothing. */
    private void addPair(long offset, long length) throws IOException {
        if (length != 0) {
            add(offset);
            add(length);
        }
    }

    private void add(long number) throws IOException {
        if (pairs.size() == maxPairs) {
            throw new MalformedTarException(
                    "it is a sparse file of more pieces than are read: expected at most " + maxPairs / 2);
        }
        pairs.add(number);
    }

    private void readMapInHeader(String map) throws IOException {
        if (map.isEmpty()) {
            return;
        }
        for (String number : map.split(",", -1)) {
            add(parse(number));
        }
    }

    /** Returns the length of the map, which is filled up to whole blocks. */
    private long readMapInContent(long stored) throws IOException {
        long mapSize = 0;
        long expected = 1;
        long count = -1;
        StringBuilder digits = new StringBuilder();
        while (expected > 0) {
            mapSize += Ustar.BLOCK;
            if (mapSize > stored) {
                throw new MalformedTarException("the map of a sparse file is longer than the file");
            }
            byte[] block = blocks.next();
            for (int i = 0; i < block.length && expected > 0; i++) {
                if (block[i] != '\n') {
                    append(digits, block[i]);
                    continue;
                }
                long number = parse(digits.toString());
                digits.setLength(0);
                expected--;
                if (count < 0) {
                    count = number;
                    expected = 2 * Math.min(count, maxPairs);
                } else {
                    add(number);
                }
            }
        }
        return mapSize;
    }

    private static void append(StringBuilder digits, byte b) throws IOException {
        if (digits.length() == MAX_DIGITS) {
            throw new MalformedTarException("the map of a sparse file holds a number of more than 19 digits");
        }
        digits.append((char) (b & 0xff));
    }

    private static long parse(String number) throws IOException {
        try {
            long value = Long.parseLong(number);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new MalformedTarException("the map of a sparse file holds \"" + number + "\"; expected a number");
    }
}

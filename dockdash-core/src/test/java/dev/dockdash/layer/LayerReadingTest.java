package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.dockdash.layer.LayerEntry.SpecialFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers as other tools write them, and as nobody should. */
class LayerReadingTest {

    private static final byte[] EMPTY = new byte[0];

    private static LayerEntry only(RawTar tar) throws IOException {
        List<LayerEntry> entries = tar.layer().entries();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String content(Layer layer, int index) throws IOException {
        return new String(layer.readContent(index), StandardCharsets.UTF_8);
    }

    @Nested
    class Dialects {

        @Test
        void keepPathsAsTheyAreWritten() throws IOException {
            Layer layer = new RawTar()
                    .directory("./")
                    .file("./a", "1")
                    .file("/b", "2")
                    .directory("c/")
                    .layer();
            assertThat(layer.entries()).extracting(LayerEntry::path).containsExactly("./", "./a", "/b", "c/");
            assertThat(content(layer, 2)).isEqualTo("2");
        }

        @Test
        void ofPaxOverrideTheHeader() throws IOException {
            String path = "é/" + "x".repeat(200);
            LayerEntry entry = only(new RawTar()
                    .pax(
                            "path=" + path,
                            "uid=3000000",
                            "gid=4294967294",
                            "mtime=-1.25",
                            "uname=ann",
                            "gname=staff",
                            "SCHILY.xattr.user.k=v=\u00e9",
                            "LIBARCHIVE.creationtime=1",
                            "comment=ignored")
                    .file("short", "x"));
            assertThat(entry.path()).isEqualTo(path);
            EntryMetadata metadata = entry.metadata();
            assertThat(metadata.uid()).isEqualTo(3_000_000);
            assertThat(metadata.gid()).isEqualTo(4_294_967_294L);
            assertThat(metadata.modified()).isEqualTo(Instant.ofEpochSecond(-2, 750_000_000));
            assertThat(metadata.userName()).isEqualTo("ann");
            assertThat(metadata.groupName()).isEqualTo("staff");
            byte[] latin1 = metadata.xattrs().getOrDefault("user.k", "").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(latin1).isEqualTo(bytes("v=\u00e9"));
        }

        @Test
        void ofPaxGiveSizesAndLinks() throws IOException {
            Layer layer = new RawTar()
                    .pax("size=5")
                    .add("a", '0', bytes("hello"), header -> header.octal(124, 12, 0))
                    .pax("linkpath=" + "t".repeat(300))
                    .symbolicLink("l", "short")
                    .layer();
            assertThat(content(layer, 0)).isEqualTo("hello");
            assertThat(layer.entries().get(1))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(LayerEntry.SymbolicLink.class))
                    .returns("t".repeat(300), LayerEntry.SymbolicLink::target);
        }

        @Test
        void ofGnuHaveLongNames() throws IOException {
            String name = "n".repeat(150);
            String target = "t".repeat(150);
            Layer layer = new RawTar()
                    .add("././@LongLink", 'K', bytes(target + "\0"), RawTar.Header::gnu)
                    .add("././@LongLink", 'L', bytes(name + "\0"), RawTar.Header::gnu)
                    .add("cut", '2', EMPTY, header -> header.gnu().link("cut"))
                    .file("next", "")
                    .layer();
            LayerEntry.SymbolicLink link =
                    (LayerEntry.SymbolicLink) layer.entries().get(0);
            assertThat(link.path()).isEqualTo(name);
            assertThat(link.target()).isEqualTo(target);
            assertThat(layer.entries().get(1).path()).isEqualTo("next");
        }

        @Test
        void ofGnuHaveBinaryNumbersAndNoPrefix() throws IOException {
            LayerEntry entry = only(new RawTar()
                    .add(
                            "f",
                            '0',
                            bytes("abc"),
                            header -> header.gnu()
                                    .text(345, "17777777777")
                                    .binary(108, 8, 1L << 40)
                                    .binary(116, 8, 2_097_152)
                                    .binary(124, 12, 3)
                                    .binary(136, 12, -1)));
            assertThat(entry.path()).isEqualTo("f");
            assertThat(entry.metadata().uid()).isEqualTo(1L << 40);
            assertThat(entry.metadata().gid()).isEqualTo(2_097_152);
            assertThat(entry.metadata().modified()).isEqualTo(Instant.ofEpochSecond(-1));
            assertThat(((LayerEntry.RegularFile) entry).size()).isEqualTo(3);
        }

        @Test
        void ofUstarHaveAPrefix() throws IOException {
            assertThat(only(new RawTar().add("name", '0', EMPTY, header -> header.text(345, "some/where")))
                            .path())
                    .isEqualTo("some/where/name");
        }

        @Test
        void fromBeforePosixHaveTypeNul() throws IOException {
            Layer layer = new RawTar()
                    .add("f", '\0', bytes("x"), RawTar.Header::v7)
                    .add("d/", '\0', EMPTY, RawTar.Header::v7)
                    .layer();
            assertThat(layer.entries().get(0)).isInstanceOf(LayerEntry.RegularFile.class);
            assertThat(layer.entries().get(1)).isInstanceOf(LayerEntry.Directory.class);
        }

        @Test
        void haveGlobalHeadersThatSayNothing() throws IOException {
            Layer layer = new RawTar()
                    .extended('g', "path=evil", "uid=7")
                    .file("a", "1")
                    .file("b", "2")
                    .layer();
            assertThat(layer.entries()).extracting(LayerEntry::path).containsExactly("a", "b");
            assertThat(layer.entries().get(0).metadata().uid()).isZero();
        }

        @Test
        void haveOwnersByNumberEvenWhenNamed() throws IOException {
            EntryMetadata metadata = only(new RawTar().add("a", '0', EMPTY, header -> header.names("ann", "staff")))
                    .metadata();
            assertThat(metadata.uid()).isZero();
            assertThat(metadata.userName()).isEqualTo("ann");
        }

        @ParameterizedTest
        @ValueSource(longs = {0100644, 0040644, 0644})
        void haveTypeBitsInModes(long mode) throws IOException {
            assertThat(only(new RawTar().add("a", '0', EMPTY, header -> header.mode(mode)))
                            .metadata()
                            .mode())
                    .isEqualTo(0644);
        }

        @Test
        void haveDevicesAndPipes() throws IOException {
            Layer layer = new RawTar()
                    .add("c", '3', EMPTY, header -> header.device(1, 3))
                    .add("b", '4', EMPTY, header -> header.device(8, 0))
                    .add("p", '6', EMPTY, header -> {})
                    .layer();
            assertThat(layer.entries())
                    .extracting(entry -> ((SpecialFile) entry).kind())
                    .containsExactly(
                            SpecialFile.Kind.CHARACTER_DEVICE, SpecialFile.Kind.BLOCK_DEVICE, SpecialFile.Kind.FIFO);
            assertThat(((SpecialFile) layer.entries().get(0)).minor()).isEqualTo(3);
        }

        @Test
        void keepNamesApartThatAreNoUtf8() throws IOException {
            Layer layer = new RawTar()
                    .add("x", '0', EMPTY, header -> header.bytes(0, (byte) 'c', (byte) 0xe9))
                    .add("x", '0', EMPTY, header -> header.bytes(0, (byte) 'c', (byte) 0xe8))
                    .layer();
            assertThat(layer.entries()).extracting(LayerEntry::path).containsExactly("c\udce9", "c\udce8");
        }

        @Test
        void ofLinksHaveNoContentWhateverTheirSize() throws IOException {
            Layer layer = new RawTar()
                    .file("a", "x")
                    .add("l", '1', EMPTY, header -> header.link("a").octal(124, 12, 4096))
                    .file("b", "y")
                    .layer();
            assertThat(layer.entries()).extracting(LayerEntry::path).containsExactly("a", "l", "b");
        }
    }

    @Nested
    class SparseFiles {

        /** Zeros, then "data" at 1000, then zeros up to 2000. */
        private static final byte[] EXPECTED = new byte[2000];

        static {
            System.arraycopy(bytes("data"), 0, EXPECTED, 1000, 4);
        }

        private void expands(RawTar tar) throws IOException {
            Layer layer = tar.file("after", "z").layer();
            assertThat(layer.entries()).extracting(LayerEntry::path).containsExactly("s", "after");
            assertThat(((LayerEntry.RegularFile) layer.entries().get(0)).size()).isEqualTo(2000);
            assertThat(layer.readContent(0)).isEqualTo(EXPECTED);
            assertThat(content(layer, 1)).isEqualTo("z");
        }

        @Test
        void ofOldGnuAreExpanded() throws IOException {
            expands(new RawTar()
                    .add(
                            "s",
                            'S',
                            bytes("data"),
                            header -> header.gnu()
                                    .octal(386, 12, 1000)
                                    .octal(398, 12, 4)
                                    .octal(410, 12, 2000)
                                    .octal(422, 12, 0)
                                    .octal(483, 12, 2000)));
        }

        @Test
        void ofOldGnuGoOnInMoreBlocks() throws IOException {
            RawTar.Header header = new RawTar.Header("s", 'S', 4).gnu().octal(483, 12, 2000);
            header.bytes(482, (byte) 1);
            byte[] extension = new byte[512];
            System.arraycopy(bytes("00000001750\00000000000004\0"), 0, extension, 0, 24);
            expands(new RawTar().raw(header.withChecksum()).raw(extension).content(bytes("data")));
        }

        @Test
        void ofPaxZeroZeroAreExpanded() throws IOException {
            expands(new RawTar()
                    .pax(
                            "GNU.sparse.size=2000",
                            "GNU.sparse.numblocks=1",
                            "GNU.sparse.offset=1000",
                            "GNU.sparse.numbytes=4")
                    .file("s", "data"));
        }

        @Test
        void ofPaxZeroOneAreExpanded() throws IOException {
            expands(new RawTar()
                    .pax("GNU.sparse.size=2000", "GNU.sparse.map=1000,4,2000,0", "GNU.sparse.name=s")
                    .file("GNUSparseFile.1/s", "data"));
        }

        @Test
        void ofPaxOneZeroAreExpanded() throws IOException {
            byte[] map = Arrays.copyOf(bytes("2\n1000\n4\n2000\n0\n"), 512);
            expands(new RawTar()
                    .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=s", "GNU.sparse.realsize=2000")
                    .add("GNUSparseFile.1/s", '0', RawTar.join(map, bytes("data")), header -> {}));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1000,4,500,0,1,1",
                    "1998,4",
                    "1000,5",
                    "1000",
                    "-1,4",
                    "x,4",
                    "1000,4,1000,0,9999999999999999999999,1"
                })
        void withMapsThatDoNotFitAreRefused(String map) {
            Layer layer = new RawTar()
                    .pax("GNU.sparse.size=2000", "GNU.sparse.map=" + map)
                    .file("s", "data")
                    .layer();
            assertThatIOException().isThrownBy(layer::entries).withMessageContaining("sparse");
        }

        @Test
        void thatAreNothingButAHoleAreZeros() throws IOException {
            Layer layer = new RawTar()
                    .pax("GNU.sparse.size=3", "GNU.sparse.map=3,0")
                    .file("s", "")
                    .layer();
            assertThat(layer.readContent(0)).containsExactly(0, 0, 0);
        }
    }

    @Nested
    class Compressed {

        private final byte[] tar =
                new RawTar().file("a", "x".repeat(5000)).file("b", "y").bytes();

        private void reads(byte[] blob) throws IOException {
            Layer layer = RawTar.layer(blob, tar);
            assertThat(layer.entries()).extracting(LayerEntry::path).containsExactly("a", "b");
            assertThat(content(layer, 1)).isEqualTo("y");
        }

        @Test
        void byGzipOfManyMembersIsReadToItsEnd() throws IOException {
            ByteArrayOutputStream blob = new ByteArrayOutputStream();
            for (int i = 0; i < tar.length; i += 512) {
                blob.writeBytes(RawTar.gzip(Arrays.copyOfRange(tar, i, i + 512)));
                blob.writeBytes(RawTar.gzip(EMPTY));
            }
            reads(blob.toByteArray());
        }

        @Test
        void byGzipWithEveryOptionalFieldIsRead() throws IOException {
            byte[] plain = RawTar.gzip(tar);
            byte[] header = {
                0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 'e', 'x', 'n', 0, 'c', 0, 9, 9
            };
            reads(RawTar.join(header, Arrays.copyOfRange(plain, 10, plain.length)));
        }

        @Test
        void byZstdOfManyFramesWithSkippableOnesIsRead() throws IOException {
            byte[] skippable = ByteBuffer.allocate(13)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0x184D2A55)
                    .putInt(5)
                    .array();
            byte[] blob = skippable;
            for (int i = 0; i < tar.length; i += 512) {
                blob = RawTar.join(blob, RawTar.zstd(Arrays.copyOfRange(tar, i, i + 512)), skippable);
            }
            reads(blob);
        }

        @Test
        void withSomethingBehindItIsRefused() {
            for (byte[] blob : List.of(RawTar.gzip(tar), RawTar.zstd(tar))) {
                Layer layer = RawTar.layer(RawTar.join(blob, bytes("something else")), tar);
                assertThatIOException().isThrownBy(layer::entries);
            }
        }

        @Test
        void andCutOffIsRefused() {
            for (byte[] blob : List.of(RawTar.gzip(tar), RawTar.zstd(tar), tar)) {
                Layer layer = RawTar.layer(Arrays.copyOf(blob, blob.length - 20), tar);
                assertThatIOException().isThrownBy(layer::entries);
            }
        }

        @Test
        void byZstdWithAWindowBeyondTheLimitIsRefused() throws IOException {
            ByteArrayOutputStream blob = new ByteArrayOutputStream();
            try (var out = new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(blob, 3)) {
                out.setLong(24);
                out.write(tar);
            }
            reads(blob.toByteArray());
            Layer layer = RawTar.layer(blob.toByteArray(), tar).within(LayerLimits.DEFAULT.windowLog(20));
            assertThatIOException().isThrownBy(layer::entries);
        }

        @Test
        void toLessThanTheRatioIsRefused() {
            byte[] zeros = new RawTar().file("z", "\0".repeat(3 << 20)).bytes();
            for (byte[] blob : List.of(RawTar.gzip(zeros), RawTar.zstd(zeros))) {
                Layer layer = RawTar.layer(blob, zeros).within(LayerLimits.DEFAULT.ratio(100, 1 << 20));
                assertThatIOException().isThrownBy(layer::entries).withMessageContaining("more than 100 for each");
            }
        }
    }

    @Nested
    class Ends {

        @Test
        void ofATarWithoutEntriesAreFine() throws IOException {
            assertThat(new RawTar().layer().entries()).isEmpty();
        }

        @Test
        void mayBeMissing() throws IOException {
            assertThat(RawTar.layer(new RawTar().file("a", "x").withoutEnd()).entries())
                    .hasSize(1);
        }

        @Test
        void areFollowedByBytesThatOnlyCountForTheDiffId() throws IOException {
            byte[] tar = RawTar.join(
                    new RawTar().file("a", "x").bytes(),
                    new RawTar().file("b", "y").bytes());
            assertThat(RawTar.layer(tar).entries()).extracting(LayerEntry::path).containsExactly("a");
            byte[] changed = tar.clone();
            changed[changed.length - 1] = 1;
            assertThatIOException()
                    .isThrownBy(RawTar.layer(changed, tar)::entries)
                    .withMessageContaining("diffID");
        }

        @Test
        void cannotBeASingleBlock() {
            Layer layer = RawTar.layer(
                    RawTar.join(new byte[512], new RawTar().file("a", "x").bytes()));
            assertThatIOException().isThrownBy(layer::entries).withMessageContaining("single block of zeros");
        }

        @Test
        void ofNothingAreNoTar() {
            assertThatIOException().isThrownBy(RawTar.layer(EMPTY)::entries).withMessageContaining("it is empty");
        }

        @Test
        void ofSomethingElseAreNoTar() {
            byte[] text = "This is no tar at all. ".repeat(100).getBytes(StandardCharsets.UTF_8);
            assertThatIOException()
                    .isThrownBy(RawTar.layer(text)::entries)
                    .withMessageStartingWith("Reading layer sha256:")
                    .withMessageContaining("the entry at its byte 0");
        }
    }

    @Nested
    class Hostile {

        static Stream<Arguments> headers() {
            return Stream.of(
                    Arguments.of("a size of 8 EiB", change(h -> h.binary(124, 12, Long.MAX_VALUE))),
                    Arguments.of("a negative size", change(h -> h.binary(124, 12, -5))),
                    Arguments.of("a negative owner", change(h -> h.binary(108, 8, -5))),
                    Arguments.of("a size that is no number", change(h -> h.text(124, "12x45678901"))),
                    Arguments.of(
                            "a size of 96 bits",
                            change(h -> h.binary(124, 12, -1).bytes(124, (byte) 0xbf))),
                    Arguments.of("an unknown type", change(h -> h.bytes(156, (byte) 'Z'))),
                    Arguments.of(
                            "a NUL in its path", new RawTar().pax("path=a\0b").file("x", "")),
                    Arguments.of(
                            "a size by PAX that is negative",
                            new RawTar().pax("size=-1").file("x", "")),
                    Arguments.of(
                            "an endless time",
                            new RawTar().pax("mtime=1e999999999").file("x", "")),
                    Arguments.of(
                            "a time without end",
                            new RawTar().pax("mtime=" + "9".repeat(60)).file("x", "")),
                    Arguments.of(
                            "a torn record",
                            new RawTar()
                                    .add("p", 'x', bytes("99 a=b\n"), h -> {})
                                    .file("x", "")),
                    Arguments.of(
                            "a record without key",
                            new RawTar().add("p", 'x', bytes("5 =b\n"), h -> {}).file("x", "")),
                    Arguments.of(
                            "a huge extended header",
                            new RawTar().add("p", 'x', EMPTY, h -> h.octal(124, 12, 2 << 20))),
                    Arguments.of("a huge name", new RawTar().add("p", 'L', EMPTY, h -> h.binary(124, 12, 1L << 62))));
        }

        private static RawTar change(java.util.function.Consumer<RawTar.Header> change) {
            return new RawTar().add("f", '0', EMPTY, change);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("headers")
        void headersAreRefused(String what, RawTar tar) {
            assertThatIOException()
                    .as(what)
                    .isThrownBy(tar.layer()::entries)
                    .withMessageStartingWith("Reading layer sha256:");
        }

        @Test
        void numbersOfThingsAreRefused() {
            LayerLimits limits = LayerLimits.DEFAULT;
            refused(new RawTar().file("a", "").file("b", ""), limits.entries(1), "more than 1 entries");
            refused(new RawTar().file("a", "xxx"), limits.bytes(2), "more than 2 bytes");
            refused(new RawTar().file("a/b/c", ""), limits.paths(2, 99, 99), "3 names");
            refused(new RawTar().file("a/bé/c", ""), limits.paths(9, 2, 99), "a name of 3 bytes");
            refused(new RawTar().file("a/bé/c", ""), limits.paths(9, 9, 6), "of 7 bytes");
            refused(new RawTar().symbolicLink("a", "/long/target"), limits.paths(9, 9, 9), "target");
            refused(
                    new RawTar().pax("SCHILY.xattr.user.a=" + "x".repeat(99)).file("a", ""),
                    limits.headers(99, 999),
                    "extended header of");
            refused(
                    new RawTar().pax("SCHILY.xattr.user.a=" + "x".repeat(99)).file("a", ""),
                    limits.headers(999, 99),
                    "headers of more than 99 bytes");
            refused(
                    new RawTar()
                            .pax("GNU.sparse.size=1099511627776", "GNU.sparse.map=1099511627776,0")
                            .file("a", ""),
                    limits.bytes(1L << 30),
                    "files of more than");
        }

        private void refused(RawTar tar, LayerLimits limits, String message) {
            assertThatIOException()
                    .isThrownBy(tar.layer().within(limits)::entries)
                    .withMessageContaining(message);
        }

        @ParameterizedTest
        @ValueSource(strings = {".wh.", ".wh..", "a/.wh..."})
        void whiteoutsOfNothingAreRefused(String path) {
            assertThatIOException()
                    .isThrownBy(new RawTar().whiteout(path).layer()::entries)
                    .withMessageContaining("names nothing");
        }

        @Test
        void directoriesNamedLikeWhiteoutsAreRefused() {
            assertThatIOException()
                    .isThrownBy(new RawTar().directory(".wh.a/").layer()::entries)
                    .withMessageContaining("has the name of a whiteout");
        }

        @Test
        void whiteoutsOfAnyOtherTypeDelete() throws IOException {
            Layer layer = new RawTar()
                    .symbolicLink(".wh.a", "/etc")
                    .file("d/.wh.b", "not empty")
                    .file(".wh..wh.aufs", "")
                    .layer();
            assertThat(layer.entries().get(0)).isInstanceOf(LayerEntry.Whiteout.class);
            assertThat(layer.entries().get(1)).isInstanceOf(LayerEntry.Whiteout.class);
            assertThat(layer.entries().get(2)).isInstanceOf(LayerEntry.RegularFile.class);
        }
    }

    @Test
    void metadataIsMapOfLatin1() throws IOException {
        LayerEntry entry = only(new RawTar()
                .pax("SCHILY.xattr.security.capability=\u0001\u0000")
                .file("a", ""));
        assertThat(entry.metadata().xattrs()).isEqualTo(Map.of("security.capability", "\u0001\u0000"));
    }
}

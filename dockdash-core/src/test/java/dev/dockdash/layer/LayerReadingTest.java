package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.dockdash.layer.LayerEntry.SpecialFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers as other tools write them. */
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

    @Test
    void metadataIsMapOfLatin1() throws IOException {
        LayerEntry entry = only(new RawTar()
                .pax("SCHILY.xattr.security.capability=\u0001\u0000")
                .file("a", ""));
        assertThat(entry.metadata().xattrs()).isEqualTo(Map.of("security.capability", "\u0001\u0000"));
    }
}

package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageReporter;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReportTest {

    private static final String HOSTILE = "</script></style></title><img src=x onerror=alert(1)>\u2028\u202E'\"&amp;";

    @TempDir
    private Path folder;

    private String write(ImageReport report) throws IOException {
        Path file = folder.resolve("report.html");
        report.writeTo(file);
        return Files.readString(file);
    }

    /** Parses as a browser does, and fails where a browser would have to guess. */
    private static Document parse(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(100);
        Document page = parser.parseInput(html, "");
        assertThat(parser.getErrors()).isEmpty();
        return page;
    }

    private static JsonNode data(Document page) {
        return JsonText.parse(page.expectFirst("#data").data());
    }

    private static List<String> paths(JsonNode data) {
        List<String> paths = new ArrayList<>();
        for (JsonNode row : data.path("files")) {
            int parent = row.path(0).intValue();
            paths.add((parent < 0 ? "" : paths.get(parent)) + "/" + row.path(1).textValue());
        }
        return paths;
    }

    private static Image web() throws IOException {
        return TestImages.of(
                        new TestTar().file("etc/motd", "hello").file("etc/gone", "12345678"),
                        new TestTar().file("etc/motd", "bye").file("etc/.wh.gone", ""))
                .user("1000")
                .entrypoint("/bin/serve")
                .env("DB_PASSWORD", "hunter2 and more")
                .label("title", "the web")
                .label("registry-token", "s3cr3t")
                .build();
    }

    @Test
    void showsAllPartsOfAnImage() throws IOException {
        Image image = web();

        Document page = parse(write(ImageReport.of(TestImages.at("localhost:5000/web:1", image))));

        assertThat(page.title()).isEqualTo("localhost:5000/web:1");
        assertThat(page.select("#summary").text()).contains(image.digest().toString(), "linux/amd64", "13 B wasted");
        assertThat(page.select("#layers tbody tr")).hasSize(2);
        assertThat(page.expectFirst("#layers tbody tr + tr").text())
                .startsWith("1 ")
                .contains("+0 ~1 −1", image.layers().get(1).digest().toString());
        assertThat(page.select("#waste tbody tr").eachText())
                .containsExactly("8 B 0 deleted by 1 /etc/gone", "5 B 0 replaced by 1 /etc/motd");
        assertThat(page.select("#findings").text())
                .contains(
                        "All digests, sizes", "ENTRYPOINT_EXISTS wants entry point to exist", "/bin/serve leads to no");
        assertThat(page.select("#config").text()).contains("[\"/bin/serve\"]", "title the web");
        assertThat(page.select("#filter option").eachText()).contains("Touched by layer 1");
    }

    @Test
    void dataOfTheTreeHasWhatIsAndWhatWas() throws IOException {
        JsonNode data = data(parse(write(ImageReport.of(web()))));

        assertThat(paths(data)).containsExactly("/etc", "/etc/gone", "/etc/motd");
        JsonNode gone = data.path("files").path(1);
        assertThat(data.path("modes").path(gone.path(2).intValue()).textValue()).isEqualTo("-rw-r--r--");
        assertThat(data.path("owners").path(gone.path(3).intValue()).textValue())
                .isEqualTo("0:0");
        assertThat(gone.path(4).intValue()).isEqualTo(8);
        assertThat(data.path("marks").path(gone.path(5).intValue()).textValue()).isEqualTo("+0 -1");
        assertThat(gone.path(6).path("w").intValue()).isEqualTo(8);
    }

    @Test
    void secretsAreNotShown() throws IOException {
        Image image = Image.from(web())
                .emptyLayer("RUN curl -H token=abc123 https://u:pw123@host/")
                .build();

        String html = write(ImageReport.of(image));

        assertThat(html).contains("DB_PASSWORD", "registry-token", "***");
        assertThat(html).doesNotContain("hunter2", "and more", "s3cr3t", "abc123", "pw123");
        String difference = write(ImageReport.ofDifference(
                image, Image.from(image).env("DB_PASSWORD", "hunter3 or less").build()));
        assertThat(difference).contains("DB_PASSWORD=***").doesNotContain("hunter", "or less", "s3cr3t");
    }

    @Test
    void nothingOfAnImageGetsToBeMarkup() throws IOException {
        Image image = TestImages.of(
                        new TestTar().file(HOSTILE, "x").file("a/--><!--", "x").symbolicLink("link", HOSTILE))
                .label(HOSTILE, HOSTILE)
                .env("X", HOSTILE)
                .user(HOSTILE)
                .entrypoint(HOSTILE)
                .author(HOSTILE)
                .annotation("note", HOSTILE)
                .emptyLayer(HOSTILE)
                .build();

        String html = write(ImageReport.of(image));

        Document page = parse(html);
        assertThat(page.select("img, iframe, link, object")).isEmpty();
        assertThat(page.select("script")).hasSize(2);
        assertThat(page.select("[onerror]")).isEmpty();
        assertThat(html).doesNotContain("\u2028", "\u202E");
        assertThat(page.select(".hidden").eachText()).contains("U+2028", "U+202E");
        assertThat(paths(data(page))).anyMatch(path -> path.contains("style><")).contains("/a/--><!--");
    }

    @Test
    void pageRunsNothingButItsOwnScript() throws IOException {
        Document page = parse(write(ImageReport.of(web())));

        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src '"
                        + hash(page.expectFirst("style").data())
                        + "'; script-src '"
                        + hash(page.expectFirst("script:not([type])").data())
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(page.select("[src], [style], [onclick]")).isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(link -> link.startsWith("#"));
    }

    private static String hash(String text) {
        Digest digest = Digest.of(text.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = HexFormat.of().parseHex(digest.hex());
        return "sha256-" + Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void imageWhoseLayersCannotBeReadHasAReportThatSaysSo() throws IOException {
        Blob blob = Blob.of("no tar".getBytes(StandardCharsets.UTF_8));
        Layer layer = Layer.of(Descriptor.of(MediaType.OCI_LAYER, blob.digest(), 6), blob.digest(), blob);
        Image image = Image.scratch().layer(layer).user("1").build();

        Document page = parse(write(ImageReport.of(image)));

        assertThat(page.select("#files .bad").text()).startsWith("The files cannot be shown: ");
        assertThat(page.select("#config").text()).contains("User 1");
        assertThat(paths(data(page))).isEmpty();
        assertThat(parse(write(ImageReport.ofDifference(web(), image)))
                        .select("#files .bad")
                        .text())
                .startsWith("The files cannot be compared: ");
    }

    @Test
    void chosenRulesAreAsked() throws IOException {
        ImageReport report = ImageReport.of(ImageSource.of(web()));

        assertThat(write(report)).contains("ENTRYPOINT_EXISTS");
        assertThat(write(report.linting(LintProfile.of(LintRule.RUNS_AS_NON_ROOT))))
                .doesNotContain("ENTRYPOINT_EXISTS")
                .contains("1 of 1 rule passes.");
    }

    @Test
    void differenceShowsFieldsLayersAndFiles() throws IOException {
        Image before = web();
        Image after = TestImages.of(
                        new TestTar().file("etc/motd", "hello").file("etc/gone", "12345678"),
                        new TestTar().file("etc/motd", "bye!").file("new", "", entry -> entry.setMode(0700)))
                .user("1001")
                .build();

        Document page = parse(write(ImageReport.ofDifference(before, after)));

        assertThat(page.select("#documents tbody tr").eachText())
                .contains("config/config/User \"1000\" \"1001\"", "config/config/Entrypoint [\"/bin/serve\"] nothing");
        assertThat(page.select("#layers tbody tr").eachText().get(0)).endsWith("yes");
        assertThat(page.select("#layers tbody tr").eachText().get(1)).endsWith("no");
        assertThat(page.select("#filter option").eachText())
                .contains("All but times (3)", "Added (2)", "Removed (0)", "Changed (1)");
        JsonNode data = data(page);
        assertThat(paths(data)).containsExactly("/etc", "/etc/gone", "/etc/motd", "/new");
        assertThat(data.path("files").path(2).path(6).path("n").textValue())
                .isEqualTo("size 3 -> 4, content of line 1: -bye +bye!");
    }

    @Test
    void differenceOfTimesIsSetApart() throws IOException {
        Image before = TestImages.image(new TestTar().file("a", "x"));
        Image after = TestImages.image(new TestTar().file("a", "x", entry -> entry.setModTime(5_000)));

        Document page = parse(write(ImageReport.ofDifference(before, after)));

        assertThat(page.select("#filter option").eachText()).contains("All but times (0)", "Only the time (1)");
        assertThat(data(page).path("marks")).hasToString("[\"t\"]");
    }

    @Test
    void fileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("new/report.html");
        ImageReport.of(web()).writeTo(file);
        String first = Files.readString(file);
        ImageReport.of(web()).writeTo(file);

        assertThat(file).hasContent(first);
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
        ImageReport missing = ImageReport.of(ImageSource.of(folder.resolve("absent.tar")));
        assertThatThrownBy(() -> missing.writeTo(file)).isInstanceOf(IOException.class);
        assertThat(file).hasContent(first);
    }

    @Test
    void serviceWritesTheReportOfAReference() throws IOException {
        Path file = folder.resolve("service.html");
        ImageReporter.find().orElseThrow().write(TestImages.at("localhost/web:1", web()), file);

        assertThat(file).content().contains("<title>localhost/web:1</title>");
    }
}

package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.assertj.ImageReport;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The page of a report in a browser; all tests use one page, one after the other. */
@Execution(ExecutionMode.SAME_THREAD)
class ReportPageTest {

    private static final String HOSTILE = "</script><img src=x onerror=\"document.title='pwned'\">";
    private static final String ITEMS = "[...document.querySelectorAll('#tree [role=treeitem]')]";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path page;
    private static Path difference;

    @BeforeAll
    static void writeReports() throws IOException, InterruptedException {
        Dockdash dockdash =
                Dockdash.builder().cache(BlobCache.at(folder.resolve("cache"))).build();
        LayerBuilder base = dockdash.layer()
                .data("/etc/ssl/certs/ca.pem", bytes("x".repeat(1234)))
                .data("/etc/motd", bytes("hello"))
                .data("/opt/" + HOSTILE.replace('/', '_'), bytes("x"));
        for (int i = 0; i < 1_200; i++) {
            base.data("/usr/share/many/file-" + i, bytes("x"));
        }
        Layer clean = dockdash.layer()
                .whiteout("/etc/motd")
                .data("/usr/new", bytes("y"))
                .build();
        Image before =
                Image.scratch().layer(base.build()).label(HOSTILE, HOSTILE).build();
        Image after = Image.from(before).layer(clean, HOSTILE).user("1000").build();
        page = folder.resolve("image.html");
        difference = folder.resolve("difference.html");
        ImageReport.of(after).writeTo(page);
        ImageReport.ofDifference(before, after).writeTo(difference);
        browser = Browser.start(folder.resolve("profile"));
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the names of all rows, each with as many dots before it as it lies deep. */
    private static List<String> rows() throws IOException {
        String names = browser.evaluate(ITEMS + ".map(item => '.'.repeat(item.getAttribute('aria-level')) "
                + "+ item.querySelector('.name').textContent).join('\\n')");
        return names.lines().toList();
    }

    private static String focused() throws IOException {
        return browser.evaluate("document.activeElement.querySelector('bdi')?.textContent ?? ''");
    }

    private static void search(String text) throws IOException {
        browser.evaluate("document.getElementById('search').select(); document.getElementById('search').focus()");
        browser.type(text);
        browser.await("document.getElementById('status').textContent.includes(' of ')");
    }

    @Test
    void foldersOpenAndCloseByKeys() throws IOException {
        browser.open(page);
        assertThat(rows()).containsExactly(".etc", ".opt", ".usr");
        browser.evaluate("document.getElementById('order').focus()");
        browser.press("Tab");
        assertThat(focused()).isEqualTo("etc");

        browser.press("ArrowRight");
        assertThat(rows()).containsExactly(".etc", "..ssl", ".opt", ".usr");
        browser.press("ArrowRight", "Enter", "ArrowDown");
        assertThat(focused()).isEqualTo("certs");
        browser.press("End");
        assertThat(focused()).isEqualTo("usr");
        browser.press("Home", "o");
        assertThat(focused()).isEqualTo("opt");
        browser.press("ArrowUp", "ArrowLeft", "ArrowLeft");
        assertThat(focused()).isEqualTo("ssl");
        browser.press("ArrowLeft", "ArrowLeft");
        assertThat(rows()).containsExactly(".etc", ".opt", ".usr");
        assertThat(browser.evaluate("document.activeElement.getAttribute('aria-expanded')"))
                .isEqualTo("false");
    }

    @Test
    void foldersOpenByClick() throws IOException {
        browser.open(page);
        browser.evaluate(ITEMS + "[2].click()");

        assertThat(rows()).containsExactly(".etc", ".opt", ".usr", "..new", "..share");
    }

    @Test
    void largeFolderShowsSomeAndThenMore() throws IOException {
        browser.open(page);
        search("many");
        browser.evaluate(ITEMS + ".find(item => item.textContent.startsWith('many')).click()");
        assertThat(rows()).hasSize(504).last().isEqualTo("....Show more, 700 are left");

        browser.press("End", "Enter");
        assertThat(rows()).hasSize(1_004);
        browser.press("End", "Enter");
        assertThat(rows()).hasSize(1_203);
    }

    @Test
    void searchOpensTheFoldersOfWhatItFinds() throws IOException {
        browser.open(page);
        search("CA.PEM");

        assertThat(rows()).containsExactly(".etc", "..ssl", "...certs", "....ca.pem");
        assertThat(browser.evaluate("document.getElementById('status').textContent"))
                .startsWith("1 of 1,2");
        browser.press("ArrowDown", "End");
        assertThat(focused()).isEqualTo("ca.pem");
        assertThat(browser.evaluate("document.activeElement.getAttribute('aria-label')"))
                .isEqualTo("ca.pem, file, -rw-r--r--, 0:0, 1.2 kB, added by layer 0");
    }

    @Test
    void layerShowsWhatItDid() throws IOException {
        browser.open(page);
        browser.evaluate("document.querySelector('a[data-filter=\"1\"]').click()");

        assertThat(rows()).containsExactly(".etc", "..motd5 B wasted", ".usr", "..new");
        assertThat(browser.evaluate(ITEMS + "[1].querySelector('.marks').textContent.trim()"))
                .isEqualTo("+0 −1");
    }

    @Test
    void differenceOpensAllThatDiffers() throws IOException {
        browser.open(difference);

        assertThat(rows()).containsExactly(".etc", "..motd", ".usr", "..new");
        assertThat(browser.evaluate(ITEMS + ".map(item => item.querySelector('.marks').textContent.trim()).join()"))
                .isEqualTo(",removed,,added");
    }

    @Test
    void nothingOfAnImageRuns() throws IOException {
        browser.open(page);
        search("img");
        assertThat(rows()).last().asString().contains("<img src=x");
        assertThat(browser.evaluate("document.title")).startsWith("sha256:");
        assertThat(browser.evaluate("document.querySelectorAll('img').length")).isEqualTo("0");

        browser.evaluate(
                "new Promise(done => { document.addEventListener('securitypolicyviolation', done, {once: true});"
                        + " document.body.insertAdjacentHTML('beforeend', '<img src=\"x\" onerror=\"document.title=1\">') })");
        assertThat(browser.evaluate("document.title")).startsWith("sha256:");
    }

    @Test
    void pageFitsANarrowScreen() throws IOException {
        browser.open(page);
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 700, "deviceScaleFactor", 1, "mobile", true));
        assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("360");
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void pageIsDarkWhereTheUserLikesItDark() throws IOException {
        browser.open(page);
        String ground = "getComputedStyle(document.body).backgroundColor";
        assertThat(browser.evaluate(ground)).isEqualTo("rgb(255, 255, 255)");
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        assertThat(browser.evaluate(ground)).isEqualTo("rgb(22, 24, 28)");
        browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    @Test
    void pageShowsAllButTheTreeWithoutScripts() throws IOException {
        browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        browser.open(page);

        String text = browser.evaluate("document.querySelector('main').innerText");
        assertThat(text).contains("The tree of files needs JavaScript", "Compressed", "linux/amd64");
        assertThat(browser.evaluate("document.getElementById('browser').hidden"))
                .isEqualTo("true");
        browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }
}

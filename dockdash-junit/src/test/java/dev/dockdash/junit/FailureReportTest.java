package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.ImageHandle;
import dev.dockdash.image.ImageReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureReportTest {

    @Test
    void tellsWhatAFailedTestRanAgainst() {
        List<Map<String, String>> entries = CaseRun.of(FailingTestCase.class).entries();

        assertThat(entries).hasSize(3);
        assertThat(entries.get(0).get("dockdash.reference")).contains("/db:");
        Map<String, String> web = entries.get(1);
        assertThat(web.get("dockdash.reference")).matches("localhost:[0-9]+/web:[0-9a-f]{12}");
        assertThat(web.get("dockdash.digest")).matches("sha256:[0-9a-f]{64}");
        assertThat(web.get("dockdash.config")).contains("\"Entrypoint\":[\"/app/serve\"]");
        assertThat(web.get("dockdash.layers"))
                .matches("sha256:[0-9a-f]{64} application/vnd.oci.image.layer.v1.tar\\+zstd [0-9]+ bytes");
        assertThat(web).doesNotContainKey("dockdash.kept");
        assertThat(entries.get(2).get("dockdash.registry")).startsWith("localhost:");
        assertThat(entries.get(2).get("dockdash.requests")).contains(" PUT /v2/web/manifests/", " -> 201 ");
    }

    @Test
    void keepsTheImagesOfAFailedTest() throws IOException {
        List<Map<String, String>> entries = CaseRun.withParameter(
                        "dockdash.keep-on-failure", "true", KeptTestCase.class)
                .entries();

        String kept = entries.get(0).getOrDefault("dockdash.kept", "");
        assertThat(kept)
                .endsWith("/dockdash-kept/" + KeptTestCase.class.getName().replace('$', '.') + ".fails (OCI layout)");
        Path layout = Path.of(kept.replace(" (OCI layout)", ""));
        assertThat(layout.toString()).contains("/target/");
        assertThat(layout.resolve("index.json")).content().contains("several:").contains("bare:");
        assertThat(entries.get(0))
                .containsKeys("dockdash.config linux/amd64", "dockdash.layers linux/arm64", "dockdash.reference");
    }

    @Test
    void writesReportsOfTheImagesOfAFailedTest(@TempDir Path output) {
        CaseRun run = CaseRun.withOutput(output, Map.of("dockdash.report", "on-failure"), KeptTestCase.class);

        Map<String, String> several = run.entries().get(0);
        assertThat(several).containsKeys("dockdash.report linux/amd64", "dockdash.report linux/arm64");
        Path report = Path.of(several.getOrDefault("dockdash.report linux/arm64", ""));
        assertThat(report.toString()).contains("/target/dockdash/image-").endsWith(".txt");
        assertThat(report).content().matches("localhost:[0-9]+/several@sha256:[0-9a-f]{64} for linux/arm64");
        assertThat(run.files())
                .hasSize(3)
                .anySatisfy(file -> assertThat(file)
                        .hasFileName(String.valueOf(report.getFileName()))
                        .hasSameTextualContentAs(report));
    }

    @Test
    void launchersThatTakeNoFilesStillGetThePath() {
        List<Map<String, String>> entries = CaseRun.withParameter(
                        "dockdash.report", "on-failure", FailingTestCase.class)
                .entries();

        assertThat(Path.of(entries.get(0).getOrDefault("dockdash.report", ""))).exists();
    }

    @Test
    void wrongSettingOfReportsFailsTestsThatWouldPass() {
        assertThat(CaseRun.withParameter("dockdash.report", "always", PassingTestCase.class)
                        .onlyFailure())
                .hasMessage(
                        "Configuration parameter dockdash.report is \"always\": expected one of [never, on-failure]");
    }

    /** Writes what it was given as text; it stands for that of the assertions, which this module does not know. */
    public static final class PlainReporter implements ImageReporter {

        @Override
        public void write(ImageHandle image, Path file) throws IOException {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, image.reference() + " for " + image.image().config().platform());
        }

        @Override
        public String extension() {
            return ".txt";
        }
    }

    @BuildImage(
            value = "images/web",
            name = "several",
            platforms = {"linux/amd64", "linux/arm64"})
    @BuildImage(name = "bare")
    static class KeptTestCase {

        @Test
        void fails() {
            throw new AssertionError("on purpose");
        }
    }

    @BuildImage(value = "images/web", entrypoint = "/app/serve")
    static class FailingTestCase {

        @Test
        @BuildImage("images/db")
        void fails() {
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void tellsWhatAFailedClassRanAgainst() {
        assertThat(CaseRun.of(FailingClassTestCase.class).entries())
                .hasSize(2)
                .first()
                .satisfies(entry -> assertThat(entry.get("dockdash.reference")).contains("/web:"));
    }

    @BuildImage("images/web")
    static class FailingClassTestCase {

        @BeforeAll
        static void fails() {
            throw new AssertionError("on purpose");
        }

        @Test
        void test() {}
    }

    @Test
    void tellsNothingOfTestsThatPass() {
        assertThat(CaseRun.of(PassingTestCase.class).passes(1).entries()).isEmpty();
    }

    @BuildImage("images/web")
    static class PassingTestCase {

        @Test
        void test() {}
    }
}

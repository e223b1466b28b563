package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setting is of a whole JVM, so that each test has one of its own. */
class FailureReportsTest {

    @TempDir
    private Path project;

    @Test
    void failedAssertionTellsWhereTheReportIs() throws Exception {
        Files.createDirectory(project.resolve("target"));

        List<String> lines = run("on-failure");

        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> line.matches("  report: +target/dockdash/image-[0-9a-f]{12}.html"));
        List<String> paths = lines.stream()
                .map(line -> line.replaceAll(".*: +", ""))
                .distinct()
                .toList();
        assertThat(paths).hasSize(1);
        Path report = project.resolve(paths.get(0));
        assertThat(report).content().contains("<title>localhost:5000/web:1</title>", "the-only-file");
    }

    @Test
    void projectWithoutABuildFolderGetsNone() throws Exception {
        assertThat(run("on-failure"))
                .first()
                .asString()
                .endsWith("not written: there is neither a folder target nor build here");
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void noneIsWrittenUnlessItIsWanted() throws Exception {
        Files.createDirectory(project.resolve("target"));

        assertThat(run("never")).isEmpty();
        assertThat(project.resolve("target")).isEmptyDirectory();
    }

    @Test
    void wrongSettingIsToldBeforeTheFirstCheck() throws Exception {
        assertThat(run("always"))
                .containsExactly("System property dockdash.report is \"always\": expected one of [never, on-failure]");
    }

    private List<String> run(String setting) throws IOException, InterruptedException {
        Path output = project.resolveSibling(project.getFileName() + ".out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Ddockdash.report=" + setting,
                        Failing.class.getName())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(output);
        Files.delete(output);
        return lines;
    }

    /** Has two assertions on one image fail, and prints what they say of reports. */
    static final class Failing {

        private Failing() {}

        public static void main(String[] args) throws IOException {
            Image image = TestImages.image(new TestTar().file("the-only-file", ""));
            print(() -> assertThat(TestImages.at("localhost:5000/web:1", image)).hasLayerCount(7));
            print(() -> assertThat(TestImages.at("localhost:5000/web:1", image)).runsAsNonRoot());
        }

        private static void print(Runnable check) {
            try {
                check.run();
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
                System.exit(1);
            } catch (AssertionError e) {
                String message = String.valueOf(e.getMessage());
                message.lines().filter(line -> line.contains("report:")).forEach(System.out::println);
            }
        }
    }
}

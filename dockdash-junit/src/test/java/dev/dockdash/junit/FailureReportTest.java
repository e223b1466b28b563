package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FailureReportTest {

    @Test
    void tellsWhatAFailedTestRanAgainst() {
        List<Map<String, String>> entries = CaseRun.of(FailingTestCase.class).entries();

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).get("dockdash.reference")).contains("/db:");
        Map<String, String> web = entries.get(1);
        assertThat(web.get("dockdash.reference")).matches("localhost:[0-9]+/web:[0-9a-f]{12}");
        assertThat(web.get("dockdash.digest")).matches("sha256:[0-9a-f]{64}");
        assertThat(web.get("dockdash.config")).contains("\"Entrypoint\":[\"/app/serve\"]");
        assertThat(web.get("dockdash.layers"))
                .matches("sha256:[0-9a-f]{64} application/vnd.oci.image.layer.v1.tar\\+zstd [0-9]+ bytes");
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
                .singleElement()
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

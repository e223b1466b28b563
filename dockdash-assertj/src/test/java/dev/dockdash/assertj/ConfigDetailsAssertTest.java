package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.oci.ImageConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

/** The fields of a config that dockdash does not write itself. */
class ConfigDetailsAssertTest {

    private final ImageConfig config = ImageConfig.parse("""
        {"os": "linux", "architecture": "arm64", "variant": "v8", "created": "2026-01-02T03:04:05Z",
         "author": "team blue",
         "config": {"Env": ["PATH=/usr/bin:/opt/app/bin", "JAVA_VERSION=17.0.9", "API_TOKEN=s3cr3t"],
           "Labels": {"team": "blue", "meta": "{\\"port\\": 8080, \\"token\\": \\"s3cr3t\\"}"},
           "StopSignal": "SIGQUIT", "Shell": ["/bin/bash", "-c"], "OnBuild": ["COPY . /app"],
           "Healthcheck": {"Test": ["CMD", "/app/check"]}, "Volumes": {"/data": {}, "/logs/": {}},
           "ExposedPorts": {"8080/tcp": {}}, "ArgsEscaped": true},
         "rootfs": {"type": "layers", "diff_ids": []}, "history": [{"created_by": "COPY"}]}
        """.getBytes(StandardCharsets.UTF_8));

    private final ImageConfig bare = ImageConfig.parse("""
        {"os": "linux", "architecture": "amd64", "config": {"Healthcheck": {"Test": ["NONE"]}},
         "rootfs": {"type": "layers", "diff_ids": []}}
        """.getBytes(StandardCharsets.UTF_8));

    @Test
    void envIsSet() {
        assertThat(config).hasEnv("API_TOKEN").hasEnv("JAVA_VERSION");
        fails(c -> c.hasEnv("JAVA_HOME"), """
            environment variable JAVA_HOME to be set, but it is not
              all: PATH, JAVA_VERSION, API_TOKEN\
            """);
    }

    @Test
    void envMatches() {
        assertThat(config).hasEnvMatching("JAVA_VERSION", "17\\..*").hasEnvMatching("API_TOKEN", "s3.*");
        fails(c -> c.hasEnvMatching("JAVA_VERSION", "17"), """
            environment variable JAVA_VERSION to match: 17
              actual: "17.0.9"
              all:    PATH, JAVA_VERSION, API_TOKEN\
            """);
        fails(c -> c.hasEnvMatching("JAVA_HOME", ".*"), """
            environment variable JAVA_HOME to match: .*
              actual: none
              all:    PATH, JAVA_VERSION, API_TOKEN\
            """);
        fails(c -> c.hasEnvMatching("API_TOKEN", "x"), """
            environment variable API_TOKEN
              expected: a match of x
              actual:   another value, which is not shown
              all:      PATH, JAVA_VERSION, API_TOKEN\
            """);
        assertThatThrownBy(() -> assertThat(config).hasEnvMatching("PATH", "["))
                .isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void envAsText() {
        assertThat(config).env("JAVA_VERSION").startsWith("17");
        assertThatThrownBy(() -> assertThat(config).env("JAVA_VERSION").startsWith("21"))
                .hasMessageContaining(" · environment variable JAVA_VERSION]");
        fails(c -> c.env("JAVA_HOME").isEmpty(), """
            environment variable JAVA_HOME to be set, but it is not
              all: PATH, JAVA_VERSION, API_TOKEN\
            """);
    }

    @Test
    void path() {
        assertThat(config).hasPath("/opt/app/bin/");
        assertThat(bare).hasPath("/usr/local/bin");
        fails(c -> c.hasPath("/opt"), """
            PATH to include: /opt
              actual: /usr/bin
                      /opt/app/bin\
            """);
    }

    @Test
    void labelMatches() {
        assertThat(config).hasLabelMatching("team", "bl.*");
        fails(c -> c.hasLabelMatching("team", "b"), """
            label team to match: b
              actual: "blue"
              all:    team, meta\
            """);
    }

    @Test
    void label() {
        assertThat(config)
                .label("team")
                .hasValue("blue")
                .contains("lu")
                .matches("b.*")
                .asText()
                .endsWith("e");
        assertThat(config).label("team", l -> l.hasValue("blue")).hasOs("linux");
        fails(c -> c.label("team").hasValue("red"), "label team\n  expected: \"red\"\n  actual:   \"blue\"");
        fails(c -> c.label("team").contains("x"), "label team to contain: \"x\"\n  actual: \"blue\"");
        fails(c -> c.label("team").matches("b"), "label team to match: b\n  actual: \"blue\"");
        fails(c -> c.label("tem").hasValue("blue"), "label tem to be set, but it is not\n  all: team, meta");
    }

    @Test
    void labelAsJson() {
        assertThat(config)
                .label("meta")
                .asJson(j -> j.hasValue("/port", "8080"))
                .asJson()
                .isEqualToJson("{\"token\": \"s3cr3t\", \"port\": 8080.0}");
        fails(c -> c.label("meta").asJson().hasValue("/port", "9"), """
            /port in the JSON of label meta
              differences: /port: expected 9 but was 8080\
            """);
        fails(c -> c.label("meta").asJson().isEqualToJson("{\"port\": 1, \"token\": \"other\"}"), """
            JSON of label meta
              differences: /port: expected 1 but was 8080
                           /token: expected *** but was ***\
            """);
        fails(c -> c.label("meta").asJson().hasValue("/token", "\"other\""), """
            /token in the JSON of label meta
              differences: /token: expected *** but was ***\
            """);
        fails(c -> c.label("meta").asJson().doesNotHaveValue("/token"), """
            nothing at /token in the JSON of label meta
              actual: ***\
            """);
        fails(c -> c.label("meta").asJson().at("/x").asText().isEmpty(), """
            /x in the JSON of label meta, but there is nothing
              actual: {"port": 8080, "token": ***}\
            """);
        fails(c -> c.label("team").asJson().hasValue("/x", "1"), """
            label team to be JSON, but it is not
              actual: blue\
            """);
    }

    @Test
    void wholeAsJson() {
        assertThat(config)
                .asJson(j -> j.hasValue("/config/ArgsEscaped", "true"))
                .hasOs("linux");
        fails(c -> c.asJson().hasValue("/config/ArgsEscaped", "false"), """
            /config/ArgsEscaped in the JSON of config
              differences: /config/ArgsEscaped: expected false but was true\
            """);
    }

    @Test
    void stopSignal() {
        assertThat(config).hasStopSignal("SIGQUIT");
        assertThat(bare).hasNoStopSignal();
        fails(c -> c.hasStopSignal("3"), "stop signal\n  expected: \"3\"\n  actual:   \"SIGQUIT\"");
        fails(c -> c.hasNoStopSignal(), "no stop signal\n  actual: \"SIGQUIT\"");
    }

    @Test
    void healthcheck() {
        assertThat(config).hasHealthcheck("CMD", "/app/check");
        assertThat(bare).hasNoHealthcheck();
        fails(c -> c.hasHealthcheck("/app/check"), """
            test of health check
              expected: ["/app/check"]
              actual:   ["CMD", "/app/check"]\
            """);
        fails(c -> c.hasNoHealthcheck(), "no health check\n  actual: [\"CMD\", \"/app/check\"]");
    }

    @Test
    void shellAndInstructions() {
        assertThat(config).hasShell("/bin/bash", "-c").hasOnBuild("COPY . /app");
        assertThat(bare).hasShell().hasOnBuild();
        fails(c -> c.hasShell("/bin/bash"), """
            shell
              expected: ["/bin/bash"]
              actual:   ["/bin/bash", "-c"]\
            """);
        fails(c -> c.hasOnBuild(), """
            instructions for images built on this
              expected: []
              actual:   ["COPY . /app"]\
            """);
    }

    @Test
    void volumes() {
        assertThat(config).hasOnlyVolumes("/logs", "/data/").doesNotHaveVolume("/etc");
        assertThat(bare).hasNoVolumes();
        fails(c -> c.hasOnlyVolumes("/data", "/etc"), """
            volumes to be exactly: /data, /etc
              missing:    /etc
              unexpected: /logs\
            """);
        fails(c -> c.hasNoVolumes(), """
            volumes to be exactly: none
              missing:    none
              unexpected: /data, /logs\
            """);
        fails(c -> c.doesNotHaveVolume("/data"), "volumes not to include: /data\n  actual: /data, /logs/");
    }

    @Test
    void noPorts() {
        assertThat(bare).exposesNoPorts();
        fails(c -> c.exposesNoPorts(), """
            exposed ports to be exactly: none
              missing:    none
              unexpected: 8080/tcp\
            """);
    }

    @Test
    void platform() {
        assertThat(config).hasVariant("v8").isFor("linux/arm64");
        fails(c -> c.hasVariant("8"), "variant\n  expected: \"8\"\n  actual:   \"v8\"");
        fails(c -> c.isFor("linux/amd64"), "platform\n  expected: linux/amd64\n  actual:   linux/arm64/v8");
    }

    @Test
    void creation() {
        Instant created = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(config).isCreatedAt(created).isCreatedAfter(Instant.EPOCH).hasAuthor("team blue");
        fails(c -> c.isCreatedAt(Instant.EPOCH), """
            time of creation
              expected: 1970-01-01T00:00:00Z
              actual:   2026-01-02T03:04:05Z\
            """);
        fails(c -> c.isCreatedAfter(created), """
            time of creation to be after: 2026-01-02T03:04:05Z
              actual: 2026-01-02T03:04:05Z\
            """);
        fails(c -> c.hasAuthor("Blue"), "author\n  expected: \"Blue\"\n  actual:   \"team blue\"");
        assertThatThrownBy(() -> assertThat(bare).isCreatedAfter(Instant.EPOCH)).hasMessageEndingWith("  actual: none");
    }

    @Test
    void history() {
        assertThat(config).history(h -> h.hasEntries(1)).history().containsCreatedBy("COPY");
        fails(c -> c.history().matchesLayers(), """
            as many history entries with a layer as there are layers
              expected: 0
              actual:   1
              entries:  0 COPY\
            """);
    }

    private void fails(Consumer<ImageConfigAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(config)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[config · " + WebImage.shortForm(config.digest()) + "]\nExpecting " + message);
    }
}

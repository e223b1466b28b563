package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HistoryAssertTest {

    private final ImageConfig config =
            ImageConfig.parse("""
                {"os": "linux", "architecture": "amd64", "rootfs": {"type": "layers", "diff_ids": ["%s"]},
                 "history": [{"created_by": "COPY . /app"}, {"created_by": "ENV A=b", "empty_layer": true},
                   {"created_by": "RUN |1 NPM_TOKEN=abc npm install", "empty_layer": true}, {"empty_layer": true}]}
                """.formatted(Digest.of(new byte[0])).getBytes(StandardCharsets.UTF_8));

    private static final String ALL = """
        0 COPY . /app
        1 ENV A=b (no layer)
        2 RUN |1 NPM_TOKEN=*** npm install (no layer)
        3 (no command) (no layer)\
        """;

    @Test
    void entries() {
        assertThat(config).history().hasEntries(4).hasNonEmptyEntries(1).matchesLayers();
        fails(
                h -> h.hasEntries(3),
                "number of history entries\n  expected: 3\n  actual:   4\n  entries:  "
                        + ALL.replace("\n", "\n            "));
        fails(h -> h.hasNonEmptyEntries(2), """
            number of history entries with a layer
              expected: 2
              actual:   1
              entries:  0 COPY . /app\
            """);
    }

    @Test
    void commands() {
        assertThat(config).history().containsCreatedBy("COPY .* /app").doesNotContainCreatedBy("chmod");
        fails(
                h -> h.containsCreatedBy("chmod"),
                "history to have a command with: chmod\n  actual: " + ALL.replace("\n", "\n          "));
        fails(h -> h.doesNotContainCreatedBy("^ENV"), """
            history to have no command with: ^ENV
              found: 1 ENV A=b (no layer)\
            """);
    }

    @Test
    void secrets() {
        ImageConfig clean = ImageConfig.parse(new String(config.toBytes(), StandardCharsets.UTF_8)
                .replace("NPM_TOKEN=abc", "NPM_TOKEN")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(clean).history().containsNoSecrets();
        fails(h -> h.containsNoSecrets(), """
            history without secrets
              found: 2 RUN |1 NPM_TOKEN=*** npm install (no layer)\
            """);
    }

    private void fails(Consumer<HistoryAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(config).history()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[config · " + WebImage.shortForm(config.digest()) + "]\nExpecting " + message);
    }
}

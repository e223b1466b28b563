package dev.dockdash.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @ParameterizedTest
    @CsvSource({
        "application/json,                                        application/json",
        "application/json; charset=utf-8,                         application/json",
        "application/json;charset=utf-8,                          application/json",
        "'  application/json  ;q=0.5',                            application/json",
        "application/json;,                                       application/json",
        "application/vnd.oci.image.manifest.v1+json,              application/vnd.oci.image.manifest.v1+json",
        "application/vnd.cncf.helm.chart.content.v1.tar+gzip,     application/vnd.cncf.helm.chart.content.v1.tar+gzip",
        "a/b,                                                     a/b",
        "application/x!#$&^_.+-1,                                 application/x!#$&^_.+-1",
        "Application/JSON,                                        Application/JSON",
    })
    void dropsParameters(String text, String type) {
        assertThat(MediaType.parse(text)).hasToString(type).isEqualTo(new MediaType(type));
        assertThat(MediaType.parse(type).value()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "json", "application/", "/json", "a/b/c", "a b/c", "-a/b", "a/.b", "a/b\n", "a/é"})
    void refusesWhatIsNotTypeAndSubtype(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaType(text))
                .withMessage("Invalid media type \"" + text + "\": expected type/subtype");
    }

    @Test
    void limitsEachHalfTo127Characters() {
        String longest = "a".repeat(127);

        assertThat(MediaType.parse(longest + "/" + longest).value()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> MediaType.parse(longest + "a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> MediaType.parse("b/" + longest + "a"));
    }

    @Test
    void refusesParametersInTheValueItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaType("application/json; charset=utf-8"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.index.v1+json,                    true,  false",
        "application/vnd.docker.distribution.manifest.list.v2+json,  true,  false",
        "application/vnd.oci.image.manifest.v1+json,                 false, true",
        "application/vnd.docker.distribution.manifest.v2+json,       false, true",
        "application/vnd.docker.distribution.manifest.v1+json,       false, false",
        "application/vnd.oci.image.config.v1+json,                   false, false",
        "application/json,                                           false, false",
    })
    void tellsIndexesFromManifests(String text, boolean index, boolean manifest) {
        MediaType type = MediaType.parse(text);

        assertThat(type.isIndex()).isEqualTo(index);
        assertThat(type.isManifest()).isEqualTo(manifest);
    }
}

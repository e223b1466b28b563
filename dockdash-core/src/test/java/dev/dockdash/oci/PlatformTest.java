package dev.dockdash.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "linux/amd64,    linux,   amd64,  ",
        "linux/arm64/v8, linux,   arm64,  v8",
        "linux/arm/v7,   linux,   arm,    v7",
        "windows/amd64,  windows, amd64,  ",
        "wasip1/wasm,    wasip1,  wasm,   ",
        "unknown/unknown, unknown, unknown, ",
        "a.b/c_d/e-f,    a.b,     c_d,    e-f",
        "Linux/AMD64,    Linux,   AMD64,  ",
    })
    void readsBackItsText(String text, String os, String architecture, String variant) {
        Platform platform = Platform.parse(text);

        assertThat(platform)
                .isEqualTo(new Platform(os, architecture, Optional.ofNullable(variant), Optional.empty(), List.of()))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "linux",
                "linux/",
                "/amd64",
                "/",
                "linux//v8",
                "linux/arm/",
                "linux/arm/v7/x",
                "linux /amd64",
                "linux/amd64\n",
                "linux/amd64,linux/arm64",
                "linüx/amd64",
            })
    void refusesAnotherShape(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Platform.parse(text))
                .withMessage("Invalid platform \"" + text
                        + "\": expected os/architecture or os/architecture/variant, such as linux/arm64/v8");
    }

    @Test
    void leavesVersionAndFeaturesOutOfItsText() {
        Platform platform =
                new Platform("windows", "amd64", Optional.empty(), Optional.of("10.0.17763.1"), List.of("win32k"));

        assertThat(platform).hasToString("windows/amd64").isNotEqualTo(Platform.of("windows", "amd64"));
    }

    @Test
    void keepsItsOwnCopyOfTheFeatures() {
        List<String> features = new ArrayList<>(List.of("win32k"));
        Platform platform = new Platform("windows", "amd64", Optional.empty(), Optional.empty(), features);

        features.add("more");

        assertThat(platform.osFeatures()).containsExactly("win32k");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> platform.osFeatures().clear());
    }

    @ParameterizedTest
    @CsvSource({"'',amd64", "' ',amd64", "linux,''", "linux,' '"})
    void refusesABlankSystemOrArchitecture(String os, String architecture) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Platform.of(os, architecture))
                .withMessage("Invalid platform \"" + os + "/" + architecture + "\": expected os/architecture");
    }

    @ParameterizedTest
    @CsvSource({"unknown/unknown,true", "linux/unknown,false", "unknown/amd64,false", "linux/amd64,false"})
    void knowsThePlatformOfAttestations(String text, boolean unknown) {
        assertThat(Platform.parse(text).isUnknown()).isEqualTo(unknown);
    }

    @Test
    void buildsForLinuxOnAmd64ByDefault() {
        assertThat(Platform.LINUX_AMD64).hasToString("linux/amd64");
    }
}

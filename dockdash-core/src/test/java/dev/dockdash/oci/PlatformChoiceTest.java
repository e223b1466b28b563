package dev.dockdash.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformChoiceTest {

    private static Optional<String> choose(Platform wanted, Platform... offered) {
        List<Descriptor> manifests = Stream.of(offered)
                .map(platform -> Descriptor.of(
                                MediaType.OCI_MANIFEST,
                                Digest.of(platform.toString().getBytes(UTF_8)),
                                1)
                        .withPlatform(platform))
                .toList();
        return ImageIndex.of(manifests, Map.of())
                .find(wanted)
                .flatMap(Descriptor::platform)
                .map(platform ->
                        platform + platform.osVersion().map(v -> "@" + v).orElse(""));
    }

    private static Platform windows(String version, String... features) {
        return new Platform("windows", "amd64", Optional.empty(), Optional.of(version), List.of(features));
    }

    @ParameterizedTest
    @CsvSource({
        "linux/arm/v7, linux/arm/v5 linux/arm/v6 linux/arm/v7 linux/arm/v8, linux/arm/v7",
        "linux/arm/v7, linux/arm/v5 linux/arm/v6 linux/arm, linux/arm/v6",
        "linux/arm/v7, linux/arm, linux/arm",
        "linux/arm/v6, linux/arm/v7 linux/arm/v8, ''",
        "linux/arm, linux/arm/v6 linux/arm/v7, linux/arm/v7",
        "linux/arm64, linux/arm64/v8, linux/arm64/v8",
        "linux/arm64/v8, linux/arm64, linux/arm64",
        "linux/arm64/v8, linux/arm64/v9, ''",
        "linux/arm64/v9, linux/arm64, linux/arm64",
        "linux/amd64, linux/amd64/v2 linux/amd64/v1, linux/amd64/v1",
        "linux/amd64/v3, linux/amd64 linux/amd64/v2 linux/amd64/v4, linux/amd64/v2",
        "linux/amd64/v1, linux/amd64, linux/amd64",
        "linux/amd64, linux/386 darwin/amd64 unknown/unknown, ''",
        "linux/riscv64, linux/riscv64, linux/riscv64",
        "linux/mips64le/x, linux/mips64le, ''"
    })
    void theBestVariantThatRunsIsChosen(String wanted, String offered, String chosen) {
        Platform[] platforms =
                Stream.of(offered.split(" ")).map(Platform::parse).toArray(Platform[]::new);
        assertThat(choose(Platform.parse(wanted), platforms).orElse("")).isEqualTo(chosen);
    }

    @Test
    void theFirstOfEqualsIsChosen() {
        Descriptor first = Descriptor.of(MediaType.OCI_MANIFEST, Digest.of(new byte[] {1}), 1)
                .withPlatform(Platform.LINUX_AMD64);
        Descriptor second = Descriptor.of(MediaType.OCI_MANIFEST, Digest.of(new byte[] {2}), 1)
                .withPlatform(Platform.LINUX_AMD64);
        assertThat(ImageIndex.of(List.of(first, second), Map.of()).find(Platform.LINUX_AMD64))
                .contains(first);
    }

    @Test
    void windowsVersionsCountByTheirBuild() {
        Platform[] offered = {windows("10.0.17763.1"), windows("10.0.20348.7"), windows("10.0.20348.5")};
        assertThat(choose(windows("10.0.20348.9"), offered)).contains("windows/amd64@10.0.20348.7");
        assertThat(choose(windows("10.0.14393"), offered)).isEmpty();
        assertThat(choose(Platform.of("windows", "amd64"), offered)).contains("windows/amd64@10.0.17763.1");
    }

    @Test
    void neededFeaturesMustBeThere() {
        Platform needy = windows("1.2.3", "win32k");
        assertThat(choose(windows("1.2.3"), needy)).isEmpty();
        assertThat(choose(windows("1.2.3", "win32k", "more"), needy)).isPresent();
    }

    @Test
    void aManifestWithoutPlatformIsNeverChosen() {
        Descriptor plain = Descriptor.of(MediaType.OCI_MANIFEST, Digest.of(new byte[] {1}), 1);
        assertThat(ImageIndex.of(List.of(plain), Map.of()).find(Platform.LINUX_AMD64))
                .isEmpty();
    }
}

package dev.dockdash.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformSettingTest {

    @ParameterizedTest
    @CsvSource({
        "amd64,linux/amd64",
        "x86_64,linux/amd64",
        "aarch64,linux/arm64",
        "arm,linux/arm/v7",
        "i386,linux/386",
        "ppc64le,linux/ppc64le",
        "riscv64,linux/riscv64",
        "loongarch64,linux/loong64"
    })
    void theHostIsLinuxOnItsProcessor(String processor, String platform) {
        assertThat(PlatformSetting.parse("host", processor)).hasToString(platform);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux/arm64", "linux/arm/v7", "windows/amd64"})
    void namesAreTaken(String value) {
        assertThat(PlatformSetting.parse(value, "amd64")).isEqualTo(Platform.parse(value));
    }

    @ParameterizedTest
    @CsvSource({
        "'',it is no platform",
        "Host,it is no platform",
        "linux,it is no platform",
        "linux/aarch64,the architecture aarch64 is unknown",
        "lniux/amd64,the system lniux is unknown"
    })
    void wrongValuesAreRefusedWithTheRightOnes(String value, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlatformSetting.parse(value, "amd64"))
                .withMessage("Invalid value \"" + value + "\" of the system property dockdash.platform: " + reason
                        + ": expected host, or os/architecture or os/architecture/variant with an os of [darwin,"
                        + " freebsd, linux, wasip1, windows] and an architecture of [386, amd64, arm, arm64, loong64,"
                        + " mips64le, ppc64le, riscv64, s390x, wasm]");
    }

    @Test
    void anUnknownProcessorIsNoHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlatformSetting.parse("host", "sparcv9"))
                .withMessageContaining("the processor sparcv9 of this machine is unknown");
    }

    @Test
    void theSystemPropertyChangesTheStandard() throws IOException {
        assertThat(Platform.standard()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(standardOfAnotherJvm("-Ddockdash.platform=linux/arm64")).isEqualTo("linux/arm64");
        assertThat(standardOfAnotherJvm("-Ddockdash.platform=host", "-Dos.arch=s390x"))
                .isEqualTo("linux/s390x");
    }

    private static String standardOfAnotherJvm(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PlatformSettingTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Prints what the standard platform is. */
    public static void main(String[] arguments) {
        System.out.println(Platform.standard());
    }
}

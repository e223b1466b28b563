package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.MultiPlatformImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An index of images for several platforms, of which engines take one. */
class MultiPlatformTest extends RegistryFixture {

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void engineTakesTheImageOfItsPlatformByTagAndByDigest(Engine engine) throws Exception {
        MultiPlatformImage index = TwoPlatforms.image(dockdash);
        dockdash.push(index, reference("index:1"));
        for (String reference : new String[] {reference("index:1"), reference("index@" + index.digest())}) {
            engine.pull(reference);
            assertThat(engine.tool().run("image", "inspect", "-f", "{{.Os}}/{{.Architecture}}", reference))
                    .isEqualTo(TwoPlatforms.host().toString());
            assertThat(engine.tool().run("image", "inspect", "-f", "{{.Id}}", reference))
                    .endsWith(index.image(TwoPlatforms.host())
                            .orElseThrow()
                            .config()
                            .digest()
                            .hex());
            assertThat(engine.run(reference).text())
                    .isEqualTo(TwoPlatforms.host().toString());
        }
        engine.remove(reference("index:1"));
    }

    @ParameterizedTest
    @CsvSource({"linux/amd64, amd64", "linux/arm64, arm64"})
    void podmanTakesTheImageOfThePlatformThatItIsAskedFor(String platform, String architecture) throws Exception {
        dockdash.push(TwoPlatforms.image(dockdash), reference("index-" + architecture + ":1"));
        String reference = reference("index-" + architecture + ":1");
        Engine.PODMAN.tool().run("pull", "-q", "--tls-verify=false", "--platform", platform, reference);
        assertThat(Engine.PODMAN.tool().run("image", "inspect", "-f", "{{.Architecture}}", reference))
                .isEqualTo(architecture);
        Engine.PODMAN.remove(reference);
    }
}

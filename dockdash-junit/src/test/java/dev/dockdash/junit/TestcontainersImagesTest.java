package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.utility.DockerImageName;

@BuildImage(name = "web", layers = @ImageLayer(text = "hello", to = "/hello"))
class TestcontainersImagesTest {

    @Test
    void nameIsTheReference(PushedImage web) {
        DockerImageName name = TestcontainersImages.of(web, Optional.empty());

        assertThat(name.asCanonicalNameString()).isEqualTo(web.reference());
        assertThat(name.getRegistry()).isEqualTo(web.registry().hostAndPort());
        name.asCompatibleSubstituteFor("nginx").assertCompatibleWith(DockerImageName.parse("nginx"));
    }

    @Test
    void digestsAreKept(PushedImage web) {
        PushedImage one = web.forPlatform("linux/amd64");

        assertThat(TestcontainersImages.of(one, Optional.empty()).asCanonicalNameString())
                .isEqualTo(one.reference());
    }

    @Test
    void anEngineElsewhereCannotPullFromThisJvm(PushedImage web) {
        URI engine = URI.create("tcp://build.example:2375");

        assertThatThrownBy(() -> TestcontainersImages.of(web, Optional.of(engine)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tcp://build.example:2375 is on another machine")
                .hasMessageContaining(web.reference())
                .hasMessageContaining("EXTERNAL");
    }

    private static Optional<URI> otherMachine(String dockerHost) {
        return new DockerProbe(Map.of("DOCKER_HOST", dockerHost), Path.of("/"), Duration.ZERO).otherMachine();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///var/run/docker.sock",
                "tcp://localhost:2375",
                "tcp://127.0.0.1",
                "tcp://[::1]:2375",
                "npipe:////./pipe/docker_engine",
                "no address"
            })
    void enginesOfThisMachineAreNotElsewhere(String dockerHost) {
        assertThat(otherMachine(dockerHost)).isEmpty();
    }

    @Test
    void thisMachineByItsOwnAddressIsNotElsewhere() throws Exception {
        String own = InetAddress.getLocalHost().getHostAddress();

        assertThat(otherMachine("tcp://" + (own.indexOf(':') < 0 ? own : "[" + own + "]") + ":2375"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://192.0.2.1:2375", "ssh://user@192.0.2.1"})
    void enginesOfOtherMachinesAreElsewhere(String dockerHost) {
        assertThat(otherMachine(dockerHost)).contains(URI.create(dockerHost));
    }
}

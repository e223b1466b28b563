package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A proxy for plain HTTP, which wants to know who asks. */
class PlainProxyTest extends ForwardingTest {

    @Test
    void blobsAreSentAgainToAProxyThatAsksForAPassword() throws IOException {
        for (String method : List.of("HEAD", "GET", "POST", "PUT")) {
            server.on(
                    method,
                    ".*",
                    (asked, number) -> asked.header("Proxy-Authorization").isPresent()
                            ? ScriptedServer.FORWARD
                            : Answer.of(407).header("Proxy-Authenticate", "Basic realm=\"p\""));
        }
        Environment environment =
                new Environment(Map.of("HTTP_PROXY", "http://jim:knock@" + server.hostAndPort()), temp);
        RegistryClient client = RegistryClient.builder()
                .environment(environment)
                .plainHttp("registry.test:5000")
                .build();
        Image image = image("a");

        client.push(image, ImageReference.parse("registry.test:5000/app:1"));

        assertThat(client.pull(direct("app:1"), Platform.LINUX_AMD64)).isEqualTo(image);
    }
}

package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The engine through a TCP socket of the loopback address; needs what {@link ContainerRegistryTest} needs. */
@EnabledIfSystemProperty(named = "docker-tests", matches = "true")
class RemoteEngineTest {

    private static final String IMAGE = "dockdash-remote-registry:1";
    private static final Pattern PULLED = Pattern.compile("pulled=(localhost:[0-9]+/remote:1)");

    @Test
    void registriesInContainersAndImagesOfTheEngineAreThere() throws Exception {
        RegistryImage.load(IMAGE);
        try (SocketForwarder forwarder = SocketForwarder.to(UnixDomainSocketAddress.of("/var/run/docker.sock"))) {
            String output = run("tcp://127.0.0.1:" + forwarder.port());

            assertThat(output)
                    .contains("daemon=[] [/usr/bin/docker-registry]")
                    .containsPattern("registry=127\\.0\\.0\\.1:[0-9]+ true")
                    .containsPattern(PULLED);
            Matcher pulled = PULLED.matcher(output);
            assertThat(pulled.find()).isTrue();
            RegistryImage.run("docker", "rmi", "-f", IMAGE, pulled.group(1));
        }
    }

    private static String run(String dockerHost) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RemoteEngineProgram.class.getName(),
                        IMAGE)
                .redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", dockerHost);
        builder.environment().remove("TESTCONTAINERS_HOST_OVERRIDE");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.oci.ImageReference;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that speak TLS and are asked in plain HTTP, and the other way round. */
class SchemeMismatchTest {

    /** What the JDK and OpenSSL send to a client that does not speak TLS: an alert, "unexpected message". */
    private static final byte[] TLS_ALERT = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x0a};

    private final TestTime time = new TestTime();
    private final RegistryClientBuilder builder =
            RegistryClient.builder().environment(Environment.empty()).retries(RetryPolicy.STANDARD, time.waiting());

    private List<String> tags(String registry) throws IOException {
        return builder.build().tags(ImageReference.parse(registry + "/app"));
    }

    private static String at(String host, String hostAndPort) {
        return host + hostAndPort.substring(hostAndPort.lastIndexOf(':'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void plainHttpWithARegistryThatSpeaksTls(String host) throws IOException {
        try (EmbeddedRegistry server = EmbeddedRegistry.builder().tls().start()) {
            String registry = at(host, server.hostAndPort());
            assertThatThrownBy(() -> tags(registry))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(
                            "GET http://" + registry + "/v2/app/tags/list: the registry answered 400; expected the tags"
                                    + " of " + registry + "/app; if the registry speaks TLS, call https(\"" + registry
                                    + "\") on the builder of the client");

            builder.https(registry).certificateAuthority(server.certificate());
            assertThatThrownBy(() -> tags(registry)).hasMessageContaining("NAME_UNKNOWN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void tlsWithARegistryThatSpeaksPlainHttp(String host) throws IOException {
        try (EmbeddedRegistry server = EmbeddedRegistry.start()) {
            String registry = at(host, server.hostAndPort());
            builder.https(registry);
            assertThatThrownBy(() -> tags(registry))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessage(
                            "GET https://" + registry + "/v2/app/tags/list: Unsupported or unrecognized SSL message;"
                                    + " if the registry speaks plain HTTP, do not call https(\"" + registry
                                    + "\") on the builder of the client");
            assertThat(time.pauses()).isEmpty();
        }
    }

    @Test
    void aServerThatAnswersPlainHttpWithAnAlertOfTls() throws IOException {
        try (Mute server = new Mute(TLS_ALERT)) {
            assertThatThrownBy(() -> tags(server.hostAndPort()))
                    .hasMessage(
                            "GET http://" + server.hostAndPort() + "/v2/app/tags/list: Unexpected status line: ??????;"
                                    + " if the registry speaks TLS, call https(\"" + server.hostAndPort()
                                    + "\") on the builder of the client");
            assertThat(time.pauses()).isEmpty();
        }
    }

    @Test
    void aServerThatClosesTheConnectionUnanswered() throws IOException {
        try (Mute server = new Mute(new byte[0])) {
            assertThatThrownBy(() -> tags(server.hostAndPort()))
                    .hasMessage("GET http://" + server.hostAndPort()
                            + "/v2/app/tags/list: the connection was closed without an answer; if the registry speaks"
                            + " TLS, call https(\"" + server.hostAndPort() + "\") on the builder of the client");
            assertThat(time.pauses()).isNotEmpty();
        }
    }

    @Test
    void aRegistryThatExplainsItsAnswerSpeaksHttp() throws IOException {
        try (ScriptedServer server = ScriptedServer.start()) {
            byte[] errors = "{\"errors\":[{\"code\":\"NAME_INVALID\"}]}".getBytes(StandardCharsets.UTF_8);
            server.on("GET", ".*", Answer.of(400).body(errors));
            assertThatThrownBy(() -> tags(server.hostAndPort()))
                    .hasMessageContaining("NAME_INVALID")
                    .hasMessageNotContaining("TLS");
        }
    }

    @Test
    void whereARequestIsRedirectedIsNoBusinessOfTheBuilder() throws IOException {
        try (ScriptedServer server = ScriptedServer.start();
                EmbeddedRegistry other = EmbeddedRegistry.builder().tls().start()) {
            server.on("GET", ".*", Answer.of(307).header("Location", "http://" + other.hostAndPort() + "/v2/"));
            assertThatThrownBy(() -> tags(server.hostAndPort()))
                    .hasMessageContaining("the registry answered 400")
                    .hasMessageNotContaining("TLS");
        }
    }

    /** Answers each request with the same bytes, if any, and closes the connection. */
    private static final class Mute implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final byte[] answer;

        Mute(byte[] answer) throws IOException {
            this.answer = answer;
            thread.execute(this::serve);
        }

        String hostAndPort() {
            return "localhost:" + listener.getLocalPort();
        }

        private void serve() {
            while (!listener.isClosed()) {
                try (Socket connection = listener.accept();
                        OutputStream out = connection.getOutputStream()) {
                    readHead(connection.getInputStream());
                    out.write(answer);
                } catch (IOException e) {
                    // The client has gone, or the server is closed.
                }
            }
        }

        /** What is not read when a connection is closed would reset it. */
        private static void readHead(InputStream in) throws IOException {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            String line = lines.readLine();
            while (line != null && !line.isEmpty()) {
                line = lines.readLine();
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
            thread.shutdownNow();
        }
    }
}

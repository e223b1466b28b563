package dev.dockdash.registry;

import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scripted server for each test, and a client that neither sleeps nor looks at the environment. */
abstract class ServerTest {

    final TestTime time = new TestTime();
    ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    RegistryClientBuilder builder() {
        return RegistryClient.builder().environment(Environment.empty()).retries(RetryPolicy.STANDARD, time.waiting());
    }

    ImageReference reference(String name) {
        return ImageReference.parse(server.hostAndPort() + "/" + name);
    }

    /** Sends a GET that pulls from the repository {@code app} and returns the text of the answer. */
    static String get(RegistryClient client, String url) throws IOException {
        HttpUrl parsed = HttpUrl.get(url);
        HttpUrl base = parsed.resolve("/v2/");
        Repository app = new Repository(parsed.host() + ":" + parsed.port(), base, "app");
        Request request = Repository.request(parsed, app.pulling()).build();
        Transport transport = client.session().transport();
        try (Response response = transport.send(request, Expected.of("expected 200", 200))) {
            return new String(transport.read(response, 1000, "the answer"), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}

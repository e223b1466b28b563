package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretSearchTest {

    private static final String KEY = """
        -----BEGIN OPENSSH PRIVATE KEY-----
        b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE
        -----END OPENSSH PRIVATE KEY-----
        """;
    private static final String TOKEN = "gh" + "p_0123456789abcdefghijABCDEFGHIJ012345";

    @Test
    void secretsOfAllLayersAreFoundAndNoneIsShown() throws IOException {
        Image image = TestImages.of(
                        new TestTar()
                                .file("root/.npmrc", "//registry/:_authToken=abcdefgh1234\n")
                                .file("etc/ssl/own.pem", KEY)
                                .file("app/config", "token: " + TOKEN)
                                .file("kept", KEY),
                        new TestTar().file("root/.wh..npmrc", "").file("app/config", "clean"),
                        new TestTar().file("etc/.wh.ssl", ""))
                .env("API_TOKEN", "s3cr3t")
                .env("EMPTY_TOKEN", "")
                .env("GPG_KEY", "ABCDEF")
                .env("OTHER", TOKEN)
                .build();
        assertThatThrownBy(() -> assertThat(image).hasNoSecrets()).hasMessage(TestImages.header(image) + """
            Expecting no secrets
              found: /root/.npmrc: secret by its name, layer 0 (dockdash), deleted by layer 1, STILL RETRIEVABLE (value not shown)
                     /etc/ssl/own.pem: private key, layer 0 (dockdash), deleted by layer 2, STILL RETRIEVABLE (value not shown)
                     /app/config: token, layer 0 (dockdash), replaced by layer 1, STILL RETRIEVABLE (value not shown)
                     /kept: private key, layer 0 (dockdash) (value not shown)
                     environment variable API_TOKEN (value not shown)
                     environment variable OTHER (value not shown)\
            """);
        assertThat(image)
                .except("/root/.npmrc", "/etc/ssl/*", "/app/config", "/kept", "env:*")
                .hasNoSecrets();
    }

    @Test
    void programThatReadsKeysIsNoSecret() throws IOException {
        assertThat(TestImages.image(new TestTar().file("bin/ssh", "-----BEGIN RSA PRIVATE KEY-----\0-----END ")))
                .hasNoSecrets();
    }

    @Test
    void secretIsFoundWhereverItLies() throws IOException {
        for (int before : new int[] {0, 65_000, 65_500, 65_536, 131_000, 200_000}) {
            byte[] content = (" ".repeat(before) + KEY + " ".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
            assertThat(SecretContent.find(new ByteArrayInputStream(content), content.length))
                    .as("at %d", before)
                    .contains("private key");
        }
        assertThat(SecretContent.find(new ByteArrayInputStream(new byte[300_000]), 300_000))
                .isEmpty();
    }

    @Test
    void redactionKeepsTheRest() {
        assertThat(Redaction.of("RUN |2 A=b NPM_TOKEN=x y --password='a b' z"))
                .isEqualTo("RUN |2 A=b NPM_TOKEN=*** y --password=*** z");
        assertThat(Redaction.of("curl https://me:pw@host/x " + TOKEN)).isEqualTo("curl https://***@host/x ***");
        assertThat(Redaction.of("COPY --chown=1:1 . /app # key")).isEqualTo("COPY --chown=1:1 . /app # key");
    }
}

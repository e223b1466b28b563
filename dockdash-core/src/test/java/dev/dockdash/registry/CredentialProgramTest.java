package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the helpers of these tests are shell scripts")
class CredentialProgramTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private Environment environment() {
        return new Environment(Map.of("PATH", temp + ":/usr/bin:/bin"), temp);
    }

    private void script(String name, String body) throws IOException {
        Path file = temp.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Optional<Credentials> ask(String body) throws IOException {
        script("test", body);
        return new CredentialProgram("test", environment(), LONG).get("r.example.com");
    }

    @Test
    void theHelperIsToldTheServerAndAnswersWithUserAndSecret() throws IOException {
        assertThat(ask("read server; echo '{\"ServerURL\":\"x\",\"Username\":\"'$1-$server'\",\"Secret\":\"p\"}'"))
                .contains(Credentials.of("get-r.example.com", "p"));
    }

    @Test
    void aUserCalledTokenHasAnIdentityToken() throws IOException {
        assertThat(ask("echo '{\"Username\":\"<token>\",\"Secret\":\"id\"}'"))
                .contains(Credentials.identityToken("id"));
    }

    @Test
    void notFoundIsNoCredentials() throws IOException {
        assertThat(ask("echo credentials not found in native keychain; exit 1")).isEmpty();
    }

    @Test
    void aFailureIsAnErrorThatDoesNotShowWhatWasPrinted() {
        assertThatThrownBy(() -> ask("echo s3cret; echo s3cret >&2; exit 3"))
                .hasMessage(
                        "Asking for the credentials of r.example.com: docker-credential-test failed with exit code 3;"
                                + " run it by hand to see why")
                .hasNoCause();
    }

    @Test
    void otherOutputIsAnErrorThatDoesNotShowIt() {
        assertThatThrownBy(() -> ask("echo s3cret"))
                .hasMessageEndingWith("printed something else than credentials")
                .hasNoCause();
    }

    @Test
    void endlessOutputIsAnError() {
        assertThatThrownBy(() -> ask("exec yes")).hasMessageEndingWith("printed more than 65536 bytes");
    }

    @Test
    void aHelperThatHangsIsEndedWithItsChildren() throws IOException {
        script("test", "sleep 1000");
        CredentialProgram helper = new CredentialProgram("test", environment(), Duration.ofMillis(1));
        assertThatThrownBy(() -> helper.get("r.example.com")).hasMessageContaining("took longer than");
    }

    @Test
    void aMissingHelperIsAnError() {
        assertThatThrownBy(() -> new CredentialProgram("none", environment()).get("r.example.com"))
                .hasMessageContaining("docker-credential-none is not in PATH");
        assertThatThrownBy(() -> new CredentialProgram("../evil", environment()).get("r.example.com"))
                .hasMessageContaining("is not in PATH");
    }

    @Test
    void whatCannotRunIsPassedOver() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("first/docker-credential-test"));
        Path text = Files.writeString(
                Files.createDirectories(temp.resolve("second")).resolve("docker-credential-test"), "no program");
        script("test", "echo '{\"Username\":\"u\",\"Secret\":\"p\"}'");
        Environment environment = new Environment(
                Map.of("PATH", ":" + folder.getParent() + ":" + text.getParent() + ":" + temp + ":/bin"), temp);
        assertThat(new CredentialProgram("test", environment, LONG).get("r.example.com"))
                .contains(Credentials.of("u", "p"));
    }

    @Test
    void aHelperForTheRegistryComesBeforeTheStoreAndThatBeforeTheFile() throws IOException {
        script("one", "echo '{\"Username\":\"one\",\"Secret\":\"p\"}'");
        script(
                "store",
                "read server; case $server in r*) echo credentials not found in native keychain; exit 1;; esac;"
                        + " echo '{\"Username\":\"store\",\"Secret\":\"'$server'\"}'");
        Path file = Files.writeString(
                temp.resolve("config.json"),
                "{\"credHelpers\":{\"a.example.com\":\"one\"},\"credsStore\":\"store\","
                        + "\"auths\":{\"r.example.com\":{\"auth\":\"dTpw\"},\"a.example.com\":{\"auth\":\"dTpw\"}}}");
        CredentialSource source = new CredentialsFile(file, environment());
        assertThat(source.find("a.example.com", "app")).contains(Credentials.of("one", "p"));
        assertThat(source.find("b.example.com", "app")).contains(Credentials.of("store", "b.example.com"));
        assertThat(source.find("docker.io", "app")).contains(Credentials.of("store", "https://index.docker.io/v1/"));
        assertThat(source.find("r.example.com", "app")).contains(Credentials.of("u", "p"));
        assertThat(source.description()).isEqualTo(file.toString());
    }
}

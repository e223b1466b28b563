package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Healthcheck;
import dev.dockdash.oci.History;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private Layer layer(String path) throws IOException {
        return Layer.builder(BlobCache.at(temp)).data(path, "x").build();
    }

    private static JsonNode json(Image image) throws IOException {
        return JSON.readTree(image.config().toBytes());
    }

    private static JsonNode execution(ImageBuilder image) throws IOException {
        return json(image.build()).get("config");
    }

    @Test
    void writesDockersFieldsAsDockerDoes() throws IOException {
        ImageBuilder image = Image.scratch()
                .healthcheck(Healthcheck.cmd("curl", "-f", "http://localhost/")
                        .interval(Duration.ofSeconds(30))
                        .timeout(Duration.ofMillis(1500))
                        .startPeriod(Duration.ofMinutes(1))
                        .startInterval(Duration.ofSeconds(2))
                        .retries(3))
                .shell("/bin/bash", "-c")
                .onBuild("COPY . /app", "RUN make")
                .stopSignal("SIGQUIT");
        assertThat(execution(image))
                .hasToString("{\"OnBuild\":[\"COPY . /app\",\"RUN make\"],\"Shell\":[\"/bin/bash\",\"-c\"],"
                        + "\"StopSignal\":\"SIGQUIT\",\"Healthcheck\":{"
                        + "\"Test\":[\"CMD\",\"curl\",\"-f\",\"http://localhost/\"],\"Interval\":30000000000,"
                        + "\"Timeout\":1500000000,\"StartPeriod\":60000000000,\"StartInterval\":2000000000,"
                        + "\"Retries\":3}}");
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Healthcheck check = Healthcheck.cmdShell("exit 0").retries(2).interval(Duration.ofSeconds(1));
        ImageConfig config = Image.scratch()
                .healthcheck(check)
                .shell("/bin/ash")
                .onBuild("RUN x")
                .stopSignal("term")
                .author("Ada <ada@example.com>")
                .build()
                .config();
        assertThat(config.healthcheck()).contains(check);
        assertThat(config.shell()).containsExactly("/bin/ash");
        assertThat(config.onBuild()).containsExactly("RUN x");
        assertThat(config.stopSignal()).contains("SIGTERM");
        assertThat(config.author()).contains("Ada <ada@example.com>");
    }

    @Test
    void theOrderOfCallsDoesNotCount() throws IOException {
        Image one = Image.scratch()
                .cmd("c")
                .entrypoint("e")
                .user("u")
                .workingDir("/w")
                .stopSignal("9")
                .build();
        Image other = Image.scratch()
                .stopSignal("9")
                .workingDir("/w")
                .user("u")
                .entrypoint("e")
                .cmd("c")
                .build();
        assertThat(one.digest()).isEqualTo(other.digest());
    }

    @Test
    void changesOfTheBaseReplaceItsFields() throws IOException {
        Image base = Image.scratch()
                .healthcheck(Healthcheck.cmdShell("exit 0").retries(2))
                .shell("/bin/ash")
                .onBuild("RUN x")
                .entrypoint("/run")
                .build();
        assertThat(execution(Image.from(base).healthcheck(Healthcheck.none())).get("Healthcheck"))
                .hasToString("{\"Test\":[\"NONE\"]}");
        assertThat(execution(Image.from(base).onBuild("RUN y", "RUN z")).get("OnBuild"))
                .hasToString("[\"RUN y\",\"RUN z\"]");
        assertThat(execution(Image.from(base).onBuild().shell().entrypoint()).properties())
                .extracting(field -> field.getKey())
                .containsExactly("Healthcheck");
    }

    @Test
    void eachLayerAndEachStepWithoutOneHasItsEntryInTheHistory() throws IOException {
        Image base = Image.scratch()
                .emptyLayer("ENV A=1")
                .layer(layer("/base"), "COPY base /base")
                .build();
        Image image = Image.from(base)
                .created(Instant.parse("2024-02-03T04:05:06Z"))
                .author("Ada")
                .layer(layer("/app"))
                .emptyLayer("USER 1000")
                .build();
        assertThat(json(image).get("history"))
                .hasToString("[{\"created\":\"1970-01-01T00:00:00Z\",\"created_by\":\"ENV A=1\",\"empty_layer\":true},"
                        + "{\"created\":\"1970-01-01T00:00:00Z\",\"created_by\":\"COPY base /base\"},"
                        + "{\"created\":\"2024-02-03T04:05:06Z\",\"created_by\":\"dockdash\",\"author\":\"Ada\"},"
                        + "{\"created\":\"2024-02-03T04:05:06Z\",\"created_by\":\"USER 1000\",\"author\":\"Ada\","
                        + "\"empty_layer\":true}]");
        assertThat(image.config().history()).extracting(History::emptyLayer).containsExactly(true, false, false, true);
    }

    @Test
    void unknownFieldsOfHistoryLayersAndRootSurvive() throws IOException {
        Layer known = layer("/a");
        byte[] config = ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"moby.buildkit\":[1,{\"deep\":null}],"
                        + "\"rootfs\":{\"vendor\":7,\"type\":\"layers\",\"diff_ids\":[\"" + known.diffId() + "\"]},"
                        + "\"history\":[{\"created_by\":\"x\",\"vendor\":8}]}")
                .getBytes(StandardCharsets.UTF_8);
        ImageManifest manifest = ImageManifest.parse(("{\"schemaVersion\":2,\"mediaType\":\""
                        + MediaType.OCI_MANIFEST + "\",\"config\":{\"mediaType\":\"" + MediaType.OCI_CONFIG
                        + "\",\"digest\":\"" + ImageConfig.parse(config).digest() + "\",\"size\":" + config.length
                        + "},\"layers\":[{\"mediaType\":\"" + known.mediaType() + "\",\"digest\":\"" + known.digest()
                        + "\",\"size\":" + known.size() + ",\"vendor\":9}],\"annotations\":{\"a\":\"1\"},"
                        + "\"vendor\":[10]}")
                .getBytes(StandardCharsets.UTF_8));
        Descriptor descriptor = manifest.layers().get(0);
        Image base = Image.of(
                manifest, ImageConfig.parse(config), List.of(Layer.of(descriptor, known.diffId(), known.blob())));

        Image derived = Image.from(base).layer(layer("/b")).annotation("b", "2").build();

        assertThat(json(derived).get("moby.buildkit")).hasToString("[1,{\"deep\":null}]");
        assertThat(json(derived).at("/rootfs/vendor")).hasToString("7");
        assertThat(json(derived).at("/history/0/vendor")).hasToString("8");
        JsonNode derivedManifest = JSON.readTree(derived.manifest().toBytes());
        assertThat(derivedManifest.at("/layers/0/vendor")).hasToString("9");
        assertThat(derivedManifest.at("/vendor")).hasToString("[10]");
        assertThat(derivedManifest.at("/annotations")).hasToString("{\"a\":\"1\",\"b\":\"2\"}");
    }

    @ParameterizedTest
    @CsvSource({"SIGTERM,SIGTERM", "kill,SIGKILL", "SIGRTMIN+3,SIGRTMIN+3", "rtmax-14,SIGRTMAX-14", "15,15", "64,64"})
    void knowsSignals(String given, String written) throws IOException {
        assertThat(Image.scratch().stopSignal(given).build().config().stopSignal())
                .contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIG", "SIGTREM", "0", "65", "-1", "RTMIN+16", "SIGRTMAX-15", "RTMIN+0", "9 "})
    void refusesWhatIsNoSignal(String signal) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.scratch().stopSignal(signal))
                .withMessage("Invalid stop signal \"" + signal + "\": expected the name of a Linux signal, such as"
                        + " SIGTERM, SIGQUIT or SIGRTMIN+3, or a number from 1 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "FROM x", "onbuild RUN x", " MAINTAINER a"})
    void refusesTriggersThatBuildersRefuse(String instruction) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.scratch().onBuild("RUN x", instruction))
                .withMessageStartingWith("Invalid onBuild instruction \"" + instruction + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CMD", "CMD-SHELL", "CMD-SHELL|a|b", "NONE|a", "curl|x"})
    void refusesTestsOfNoKnownKind(String test) {
        Healthcheck check = new Healthcheck(
                List.of(test.split("\\|")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.scratch().healthcheck(check))
                .withMessageStartingWith("Invalid test [");
    }

    @Test
    void refusesTimesAndCountsThatEnginesRefuse() {
        Healthcheck check = Healthcheck.cmd("true");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.scratch().healthcheck(check.startPeriod(Duration.ofNanos(999_999))))
                .withMessage("Invalid start period of a health check: PT0.000999999S, expected at least a millisecond;"
                        + " leave it out for the engine's default");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.scratch().healthcheck(check.retries(-1)))
                .withMessageStartingWith("Invalid retries of a health check: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.scratch().author(" "))
                .withMessageStartingWith("Invalid author");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Image.scratch().annotation("", "x"))
                .withMessageStartingWith("Invalid name of an annotation");
    }
}

package dev.dockdash.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockdash.internal.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorTest {

    private static final Digest DIGEST = Digest.of("{}".getBytes(UTF_8));
    private static final String REQUIRED =
            "\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\"" + DIGEST + "\",\"size\":2";

    @Test
    void writesOnlyTheRequiredFieldsWhenTheOthersAreEmpty() {
        Descriptor descriptor = Descriptor.of(MediaType.OCI_EMPTY, DIGEST, 2);

        assertThat(json(descriptor)).isEqualTo("{" + REQUIRED + "}");
        assertThat(read("{" + REQUIRED + "}")).isEqualTo(descriptor);
    }

    @Test
    void readsBackEveryField() {
        Descriptor descriptor = new Descriptor(
                MediaType.OCI_EMPTY,
                DIGEST,
                2,
                Optional.of(new Platform(
                        "windows", "arm64", Optional.of("v8"), Optional.of("10.0.1"), List.of("win32k", "x"))),
                Map.of("org.opencontainers.image.title", "empty"),
                Optional.of("application/vnd.example+type"),
                List.of("https://example.com/a", "https://example.com/b"),
                Optional.of("e30="));

        assertThat(json(descriptor))
                .isEqualTo("{" + REQUIRED + ",\"urls\":[\"https://example.com/a\",\"https://example.com/b\"],"
                        + "\"annotations\":{\"org.opencontainers.image.title\":\"empty\"},\"data\":\"e30=\","
                        + "\"artifactType\":\"application/vnd.example+type\",\"platform\":{\"architecture\":\"arm64\","
                        + "\"os\":\"windows\",\"os.version\":\"10.0.1\",\"os.features\":[\"win32k\",\"x\"],"
                        + "\"variant\":\"v8\"}}");
        assertThat(Descriptor.read(descriptor.toJson())).isEqualTo(descriptor);
    }

    @Test
    void readsEmptyVariantAndVersionAsAbsent() {
        Descriptor descriptor = read("{" + REQUIRED
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"\",\"os.version\":\"\"}}");

        assertThat(descriptor.platform()).contains(Platform.of("linux", "arm"));
    }

    @Test
    void keepsTheOrderOfAnnotations() {
        String annotations = "\"annotations\":{\"z\":\"1\",\"a\":\"2\",\"m\":\"3\"}";
        Descriptor descriptor = read("{" + REQUIRED + "," + annotations + "}");

        assertThat(descriptor.annotations().keySet()).containsExactly("z", "a", "m");
        assertThat(json(descriptor)).contains(annotations);
    }

    @Test
    void keepsItsOwnCopyOfAnnotations() {
        Map<String, String> annotations = new LinkedHashMap<>(Map.of("a", "1"));
        Descriptor descriptor = Descriptor.of(MediaType.OCI_EMPTY, DIGEST, 2).withAnnotations(annotations);

        annotations.put("b", "2");

        assertThat(descriptor.annotations()).containsOnly(Map.entry("a", "1"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> descriptor.annotations().clear());
    }

    @Test
    void changesOneFieldAndKeepsTheOthers() {
        Descriptor descriptor = Descriptor.of(MediaType.OCI_EMPTY, DIGEST, 2).withAnnotations(Map.of("a", "1"));

        Descriptor changed = descriptor.withPlatform(Platform.LINUX_AMD64);

        assertThat(changed.platform()).contains(Platform.LINUX_AMD64);
        assertThat(changed.annotations()).containsOnly(Map.entry("a", "1"));
        assertThat(changed.digest()).isEqualTo(DIGEST);
        assertThat(descriptor.platform()).isEmpty();
    }

    @Test
    void takesSizesBeyondThirtyTwoBits() {
        String json = "{" + REQUIRED.replace("\"size\":2", "\"size\":9007199254740993") + "}";

        assertThat(read(json).size()).isEqualTo(9_007_199_254_740_993L);
        assertThat(json(read(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"size\":2`    | `\"size\":-1`     | the size -1 is negative",
                "`\"size\":2`    | `\"size\":\"2\"`  | layer.size: expected a 64-bit integer but was string",
                "`\"size\":2`    | `\"size\":2.5`    | layer.size: expected a 64-bit integer but was number",
                "`\"size\":2`    | `\"size\":99999999999999999999` | layer.size: expected a 64-bit integer",
                "`\"size\":2`    | `\"size\":null`   | layer: the field \"size\" is required but missing",
                "`\"size\":2`    | `\"sizes\":2`     | layer: the field \"size\" is required but missing",
                "`\"digest\"`    | `\"digests\"`     | layer: the field \"digest\" is required but missing",
                "`\"mediaType\"` | `\"type\"`        | layer: the field \"mediaType\" is required but missing",
                "`sha256:`       | `md5:`            | layer.digest: Unknown digest algorithm",
                "`application/`  | `application//`   | layer.mediaType: Invalid media type",
            })
    void namesTheFieldThatIsWrong(String valid, String broken, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{" + REQUIRED.replace(valid, broken) + "}"))
                .withMessageContaining(message);
    }

    @Test
    void namesTheFieldOfThePlatformThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{" + REQUIRED + ",\"platform\":{\"os\":\"linux\"}}"))
                .withMessage("layer.platform: the field \"architecture\" is required but missing");
    }

    private static Descriptor read(String json) {
        return Descriptor.read(JsonObject.parse(json.getBytes(UTF_8), "layer"));
    }

    private static String json(Descriptor descriptor) {
        return new String(descriptor.toJson().toBytes(), UTF_8);
    }
}

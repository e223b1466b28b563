package dev.dockdash.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    private static final String EMPTY_SHA_256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String ABC_SHA_256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String ABC_SHA_512 = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    @Test
    void hashesBytesWithSha256() {
        assertThat(Digest.of(new byte[0])).hasToString("sha256:" + EMPTY_SHA_256);
        assertThat(Digest.of("abc".getBytes(UTF_8))).hasToString("sha256:" + ABC_SHA_256);
    }

    @Test
    void takesWhatAHashWasFedAndResetsIt() {
        MessageDigest hash = DigestAlgorithm.SHA512.newMessageDigest();
        hash.update("abc".getBytes(UTF_8));

        assertThat(Digest.of(DigestAlgorithm.SHA512, hash)).hasToString("sha512:" + ABC_SHA_512);
        assertThat(Digest.of(DigestAlgorithm.SHA512, hash))
                .isEqualTo(Digest.of(DigestAlgorithm.SHA512, DigestAlgorithm.SHA512.newMessageDigest()));
    }

    @Test
    void refusesAHashOfAnotherAlgorithm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA512.newMessageDigest()))
                .withMessageContaining("expected 64 lower-case hexadecimal characters but was 128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:" + ABC_SHA_256, "sha512:" + ABC_SHA_512})
    void readsBackItsText(String text) {
        Digest digest = Digest.parse(text);

        assertThat(digest).hasToString(text).isEqualTo(Digest.parse(text)).hasSameHashCodeAs(Digest.parse(text));
        assertThat(digest.algorithm().id() + ":" + digest.hex()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", ABC_SHA_256})
    void refusesATextWithoutAlgorithm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.parse(text))
                .withMessage("Invalid digest \"" + text + "\": expected algorithm:hex, such as sha256:9f2c…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "sha1", "sha384", "SHA256", "sha-256", "sha256+b64", "", " sha256"})
    void refusesAnUnregisteredAlgorithm(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.parse(id + ":" + ABC_SHA_256))
                .withMessage("Unknown digest algorithm \"" + id + "\": expected sha256 or sha512");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
                ABC_SHA_256 + "0",
                ABC_SHA_256 + "\n",
                ABC_SHA_512,
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                " a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            })
    void refusesAHashThatIsNotLowerCaseHexadecimalOfItsLength(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.parse("sha256:" + hex))
                .withMessage("Invalid digest \"sha256:" + hex
                        + "\": expected 64 lower-case hexadecimal characters but was " + hex.length() + " characters");
    }

    @Test
    void shortensToTwelveCharacters() {
        assertThat(Digest.parse("sha256:" + ABC_SHA_256).shortHex()).isEqualTo("ba7816bf8f01");
    }

    @Test
    void sortsByItsText() {
        Digest empty = Digest.parse("sha256:" + EMPTY_SHA_256);
        Digest abc = Digest.parse("sha256:" + ABC_SHA_256);
        Digest longer = Digest.parse("sha512:" + ABC_SHA_512);

        assertThat(new Digest[] {longer, empty, abc}).satisfies(Arrays::sort).containsExactly(abc, empty, longer);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheNameOfAnAlgorithmWhoseLengthIsThatOfItsHash(DigestAlgorithm algorithm) {
        assertThat(DigestAlgorithm.parse(algorithm.id())).isEqualTo(algorithm);
        assertThat(algorithm.id()).isEqualTo(algorithm.id().toLowerCase(Locale.ROOT));
        assertThat(algorithm.newMessageDigest().getDigestLength() * 2).isEqualTo(algorithm.hexLength());
    }
}

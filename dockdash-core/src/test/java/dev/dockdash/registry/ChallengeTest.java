package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    private static List<Challenge> parse(String... lines) {
        return Challenge.parse(List.of(lines));
    }

    @Test
    void oneHeaderMayHoldSeveralChallenges() {
        assertThat(
                        parse(
                                "Basic realm=\"a, b\", BEARER Realm=\"https://t/x?y=1,2\",service=\"s\", scope=\"a:b:c,d e:f:g\""))
                .containsExactly(
                        new Challenge("basic", Map.of("realm", "a, b")),
                        new Challenge(
                                "bearer",
                                Map.of("realm", "https://t/x?y=1,2", "service", "s", "scope", "a:b:c,d e:f:g")));
    }

    @Test
    void thereMayBeSeveralHeaders() {
        assertThat(parse("Negotiate", "Digest qop=\"auth\", nonce=abc", "Basic realm=x"))
                .extracting(Challenge::scheme)
                .containsExactly("negotiate", "digest", "basic");
    }

    @Test
    void schemesMayHaveATokenOrNothing() {
        assertThat(parse("Negotiate YWJj==, NTLM, Basic realm=\"r\""))
                .containsExactly(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("ntlm", Map.of()),
                        new Challenge("basic", Map.of("realm", "r")));
    }

    @Test
    void quotedTextMayHoldQuotes() {
        assertThat(parse("Bearer realm=\"a\\\"b\\\\c\" , error = \"x\""))
                .containsExactly(new Challenge("bearer", Map.of("realm", "a\"b\\c", "error", "x")));
    }

    @Test
    void scopesAreDividedBySpaces() {
        assertThat(parse("Bearer realm=\"r\",scope=\" a:b:c  d:e:f \"").get(0).scopes())
                .containsExactly("a:b:c", "d:e:f");
        assertThat(parse("Bearer realm=\"r\"").get(0).scopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer realm=\"open", "=x", "Bearer realm=\"a\"b", "\"Bearer\"", "Bearer (x)"})
    void whatCannotBeReadIsAnError(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longHeadersAreReadInLinearTime() {
        assertThat(parse("Bearer realm=\"" + "\\a".repeat(100_000) + "\"")).hasSize(1);
        assertThatThrownBy(() -> parse("Bearer realm=\"" + "\\a".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

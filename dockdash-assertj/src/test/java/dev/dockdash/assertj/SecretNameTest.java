package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretNameTest {

    @Test
    void namesOfSecretsAreKnown() {
        assertThat(List.of(
                        "PASSWORD",
                        "DB_PASS",
                        "PGPASSWORD",
                        "clientSecret",
                        "GITHUB_TOKEN",
                        "AWS_ACCESS_KEY_ID",
                        "api-key",
                        "APIKEYS",
                        "BASIC_AUTH"))
                .allMatch(SecretName::looksSecret);
    }

    @Test
    void otherNamesAreNot() {
        assertThat(List.of("PATH", "LANG", "GPG_KEY", "GPG_KEYS", "KEYCLOAK_URL", "COMPASS", "AUTHOR", "TOKENIZER", ""))
                .noneMatch(SecretName::looksSecret);
    }
}

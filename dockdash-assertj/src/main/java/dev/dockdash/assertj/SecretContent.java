package dev.dockdash.assertj;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds private keys and tokens of known form in files, without ever holding a file whole. */
final class SecretContent {

    /** Tokens whose form tells what they are. */
    static final Pattern TOKEN = Pattern.compile("\\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}"
            + "|glpat-[A-Za-z0-9_-]{20,64}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,255}|npm_[A-Za-z0-9]{36}"
            + "|AIza[0-9A-Za-z_-]{35}|sk_live_[0-9A-Za-z]{24,255})(?![A-Za-z0-9])");

    /** The header alone is in every program that reads keys; a key goes on with lines of Base64. */
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----\\r"
                    + "?\\n"
                    + "(?:[A-Za-z-]+: [^\\n"
                    + "]{0,200}\\r"
                    + "?\\n"
                    + ")*\\s{0,4}[A-Za-z0-9+/=]{16}");

    private static final Pattern NPM_PASSWORD =
            Pattern.compile("_(?:authToken|auth|password) ?= ?\"?[A-Za-z0-9+/=_-]{8}");

    /** Plain text is found much faster than a pattern, and most files have none of it. */
    private static final List<Form> FORMS = List.of(
            new Form("private key", PRIVATE_KEY, List.of("PRIVATE KEY")),
            new Form(
                    "token",
                    TOKEN,
                    List.of(
                            "ghp_",
                            "gho_",
                            "ghu_",
                            "ghs_",
                            "ghr_",
                            "github_pat_",
                            "glpat-",
                            "AKIA",
                            "xox",
                            "npm_",
                            "AIza",
                            "sk_live_")),
            new Form("npm password", NPM_PASSWORD, List.of("_auth", "_password")));

    /**
     * A form of secret.
     *
     * @param name what it is
     * @param pattern what it looks like
     * @param hints texts of which one is in each match
     */
    private record Form(String name, Pattern pattern, List<String> hints) {
        boolean isIn(String text) {
            return hints.stream().anyMatch(text::contains)
                    && pattern.matcher(text).find();
        }
    }

    private static final int WINDOW = 1 << 16;

    /** Longer than any form, so that one which lies across two windows is whole in one of them. */
    private static final int OVERLAP = 1 << 10;

    private SecretContent() {}

    /** Reads a file of that size and returns what sort of secret is in it, the first that is found. */
    static Optional<String> find(InputStream content, long size) throws IOException {
        byte[] window = new byte[(int) Math.min(WINDOW, Math.max(2 * OVERLAP, size + 1))];
        int kept = 0;
        while (true) {
            int read = content.readNBytes(window, kept, window.length - kept);
            int length = kept + read;
            Optional<String> found = find(new String(window, 0, length, StandardCharsets.ISO_8859_1));
            if (found.isPresent() || length < window.length) {
                return found;
            }
            kept = OVERLAP;
            System.arraycopy(window, length - kept, window, 0, kept);
        }
    }

    private static Optional<String> find(String text) {
        return FORMS.stream().filter(form -> form.isIn(text)).map(Form::name).findFirst();
    }
}

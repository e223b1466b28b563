package dev.dockdash.oci;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the parts of one image reference, and names the broken one.
 *
 * <p>References come from users and from foreign files, so every check is linear in the length of the text: lengths are
 * checked before patterns with nested repetition run, and messages quote no more than the start of a long text.
 */
final class ReferenceGrammar {

    private static final int MAX_REPOSITORY_LENGTH = 255;
    /** More than any valid reference with a host of usual length. */
    private static final int MAX_QUOTED_LENGTH = 512;

    private static final Pattern IMAGE_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PATH_COMPONENT = Pattern.compile("[a-z0-9]++(?:(?:__|[._]|-++)[a-z0-9]++)*+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern HOST_LABEL = Pattern.compile("(?!-)[A-Za-z0-9-]++(?<!-)");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:]++]");
    private static final Pattern PORT = Pattern.compile(":[0-9]++");
    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");

    private final String input;

    /** Creates the grammar for one reference, which messages quote. */
    ReferenceGrammar(String input) {
        this.input = input;
    }

    /** Tells whether this text before a slash is a host rather than the start of a repository. */
    static boolean isHostPosition(String text) {
        return text.equals("localhost")
                || text.indexOf('.') >= 0
                || text.indexOf(':') >= 0
                || !text.equals(text.toLowerCase(Locale.ROOT));
    }

    /** Refuses what is no reference at all, whatever its parts. */
    void checkWhole() {
        if (input.isEmpty()) {
            throw invalid("it is empty: expected [host[:port]/]repository[:tag][@digest], such as ubuntu:24.04");
        }
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                throw invalid(String.format(
                        Locale.ROOT,
                        "it has whitespace or a control character (U+%04X) at index %d: remove it",
                        (int) c,
                        i));
            }
        }
        if (IMAGE_ID.matcher(input).matches()) {
            throw invalid("64 hexadecimal characters are the ID of an image, not a name: expected name@sha256:"
                    + "hexadecimal to refer to an image by its digest");
        }
        int scheme = input.indexOf("://");
        if (scheme >= 0) {
            throw invalid("a reference has no scheme or transport: leave out "
                    + quote(input.substring(0, scheme + "://".length())));
        }
    }

    void check(String registry, String repository, Optional<String> tag) {
        checkRegistry(registry);
        checkRepository(registry, repository);
        tag.ifPresent(this::checkTag);
    }

    Digest digest(String text) {
        if (text.length() > MAX_QUOTED_LENGTH) {
            throw invalid(
                    "the digest " + quote(text) + " has " + text.length() + " characters: expected algorithm:hex");
        }
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message("the digest is wrong: " + e.getMessage()), e);
        }
    }

    private void checkRegistry(String registry) {
        if (!isHost(registry)) {
            throw invalid("the host " + quote(registry) + " is not valid: expected a host name of letters, digits, "
                    + "dots and inner hyphens, an IPv4 address, or an IPv6 address in brackets without zone and "
                    + "without embedded IPv4 address, and then an optional :port");
        }
        if (!isHostPosition(registry)) {
            throw invalid("the host " + quote(registry) + " would be read as a part of the repository: expected a host "
                    + "with a dot or a port, or localhost; " + registry + ":443 names the default port");
        }
    }

    private static boolean isHost(String registry) {
        int port = registry.indexOf(':', registry.indexOf(']') + 1);
        String name = port < 0 ? registry : registry.substring(0, port);
        if (port >= 0 && !PORT.matcher(registry.substring(port)).matches()) {
            return false;
        }
        if (name.startsWith("[")) {
            return IPV6.matcher(name).matches();
        }
        for (String label : name.split("\\.", -1)) {
            if (!HOST_LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private void checkRepository(String registry, String repository) {
        if (repository.isEmpty()) {
            throw invalid("the repository is missing: expected [host[:port]/]repository[:tag][@digest]");
        }
        int length = ImageReference.completeRepository(registry, repository).length();
        if (length > MAX_REPOSITORY_LENGTH) {
            throw invalid("the repository has " + length + " characters: expected at most " + MAX_REPOSITORY_LENGTH
                    + ", counting library/ on Docker Hub but not the host, tag and digest");
        }
        if (isPath(repository)) {
            return;
        }
        String lowerCase = repository.toLowerCase(Locale.ROOT);
        if (UPPER_CASE.matcher(repository).find() && isPath(lowerCase)) {
            throw invalid("the repository " + quote(repository) + " has upper-case letters: expected lower case, "
                    + quote(inLowerCase(registry, repository)));
        }
        throw invalid("the repository " + quote(repository) + " is not valid: expected components divided by single "
                + "slashes, each of lower-case letters and digits with one dot, one or two underscores or any number "
                + "of hyphens between them");
    }

    private static boolean isPath(String repository) {
        for (String component : repository.split("/", -1)) {
            if (!PATH_COMPONENT.matcher(component).matches()) {
                return false;
            }
        }
        return true;
    }

    /** A host that is one only by its upper case is more likely to be a namespace that was meant in lower case. */
    private String inLowerCase(String registry, String repository) {
        int repositoryStart = input.startsWith(registry + "/") ? registry.length() + 1 : 0;
        int end = repositoryStart + repository.length();
        int start = isHostPosition(registry.toLowerCase(Locale.ROOT)) ? repositoryStart : 0;
        return input.substring(0, start) + input.substring(start, end).toLowerCase(Locale.ROOT) + input.substring(end);
    }

    private void checkTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw invalid("the tag " + quote(tag) + " of " + tag.length() + " characters is not valid: expected 1 to "
                    + "128 letters, digits, underscores, dots and hyphens, not starting with a dot or hyphen");
        }
    }

    private IllegalArgumentException invalid(String reason) {
        return new IllegalArgumentException(message(reason));
    }

    private String message(String reason) {
        return "Invalid image reference " + quote(input) + ": " + reason;
    }

    private static String quote(String text) {
        return '"' + shorten(text) + '"';
    }

    private static String shorten(String text) {
        String start = text.length() > MAX_QUOTED_LENGTH ? text.substring(0, MAX_QUOTED_LENGTH) + "…" : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}

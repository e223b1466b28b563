package dev.dockdash.internal.html;

import dev.dockdash.oci.DigestAlgorithm;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with places to fill in, such as <code>{{title}}</code>, whose style and script stand in it.
 *
 * <p>By its policy nothing runs but that style and that script, which are known by their hashes, and nothing is fetched.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#external-hash">Content Security Policy, hashes</a>
 */
public final class Page {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    private final String template;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private Page(String template) {
        this.template = template;
    }

    /** What stands in one place. */
    @FunctionalInterface
    public interface Part {

        /** Writes it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Returns the page of these resources, which stand beside this class.
     *
     * @throws IOException if one cannot be read
     */
    public static Page of(String template, String style, String script) throws IOException {
        Page page = new Page(resource(template));
        page.inline("style", resource(style));
        page.inline("script", resource(script));
        return page;
    }

    private void inline(String name, String text) {
        with(name, out -> out.append(text));
        with(name + "-hash", out -> out.append(hash(text)));
    }

    /** Says what stands in a place. */
    public Page with(String place, Part part) {
        parts.put(place, part);
        return this;
    }

    /** Says which resource stands in a place; it may have places, too. */
    public Page withResource(String place, String name) throws IOException {
        String text = resource(name);
        return with(place, out -> write(text, out));
    }

    /**
     * Writes the page, part by part.
     *
     * @throws IllegalStateException if it has a place of which nothing was said
     */
    public void writeTo(Writer out) throws IOException {
        write(template, out);
    }

    private void write(String text, Writer out) throws IOException {
        Matcher place = PLACE.matcher(text);
        int written = 0;
        while (place.find()) {
            out.append(text, written, place.start());
            written = place.end();
            Part part = parts.get(place.group(1));
            if (part == null) {
                throw new IllegalStateException("Nothing stands in " + place.group());
            }
            part.writeTo(out);
        }
        out.append(text, written, text.length());
    }

    /** Browsers hash what they parsed, in which lines end with a line feed alone. */
    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "The resource " + name + " is missing from the jar of dockdash-assertj");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    private static String hash(String text) {
        byte[] hash = DigestAlgorithm.SHA256.newMessageDigest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }
}

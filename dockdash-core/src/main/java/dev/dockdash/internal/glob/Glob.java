package dev.dockdash.internal.glob;

import java.util.regex.Pattern;

/**
 * A pattern for paths with slashes: {@code *} and {@code ?} stay within a name, {@code **} crosses names, {@code [a-z]}
 * and {@code {jar,war}} choose.
 *
 * <p>{@code **}{@code /x} matches {@code x} at any depth, the top included, and {@code x/**} matches {@code x} and all
 * below it. Letters count as they are written, on every platform.
 */
public final class Glob {

    private static final Pattern SPECIAL = Pattern.compile(".*[*?\\[\\]{},\\\\]/?", Pattern.DOTALL);

    private final String glob;
    private final String ending;
    private final Pattern pattern;

    private Glob(String glob, String ending, Pattern pattern) {
        this.glob = glob;
        this.ending = ending;
        this.pattern = pattern;
    }

    /**
     * Compiles a glob; a slash at its start or end is ignored.
     *
     * @throws IllegalArgumentException if it is empty, or a bracket or brace is not closed
     */
    public static Glob compile(String glob) {
        String trimmed = glob.replaceAll("^/+|/+$", "");
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("Invalid glob \"" + glob + "\": expected a pattern such as **/*.class");
        }
        String ending = SPECIAL.matcher(trimmed).replaceFirst("");
        return new Glob(glob, ending, new Translation(glob, trimmed).pattern());
    }

    /** Tells whether a path without slash at its start and end matches. */
    public boolean matches(String path) {
        return couldMatch(path) && pattern.matcher(path).matches();
    }

    /** Most paths have another end than most globs, which is seen much faster than by a pattern. */
    private boolean couldMatch(String path) {
        return path.endsWith(ending);
    }

    @Override
    public String toString() {
        return glob;
    }

    /** Writes a glob as a regular expression. */
    private static final class Translation {

        private final String whole;
        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int position;
        private boolean inBraces;

        Translation(String whole, String glob) {
            this.whole = whole;
            this.glob = glob;
        }

        Pattern pattern() {
            while (position < glob.length()) {
                next();
            }
            if (inBraces) {
                throw unclosed('{');
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }

        private void next() {
            if (takes("/**/")) {
                regex.append("/(?:.*/)?");
            } else if (position == 0 && takes("**/")) {
                regex.append("(?:.*/)?");
            } else if (glob.startsWith("/**", position) && position + 3 == glob.length()) {
                position += 3;
                regex.append("(?:/.*)?");
            } else if (takes("**")) {
                regex.append(".*");
            } else {
                one(glob.charAt(position++));
            }
        }

        private boolean takes(String text) {
            boolean there = glob.startsWith(text, position);
            if (there) {
                position += text.length();
            }
            return there;
        }

        private void one(char c) {
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> characters();
                case '{' -> openBraces();
                case '}' -> closeBraces();
                case ',' -> regex.append(inBraces ? "|" : ",");
                case '\\' -> escaped();
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }

        private void characters() {
            int close = glob.indexOf(']', position + 1);
            if (close < 0) {
                throw unclosed('[');
            }
            String inside = glob.substring(position, close);
            boolean negated = inside.startsWith("!") || inside.startsWith("^");
            String members = (negated ? inside.substring(1) : inside)
                    .replace("\\", "\\\\")
                    .replace("[", "\\[")
                    .replace("&", "\\&");
            regex.append("(?!/)[").append(negated ? "^" : "").append(members).append(']');
            position = close + 1;
        }

        private void openBraces() {
            if (inBraces) {
                throw new IllegalArgumentException("Invalid glob \"" + whole + "\": braces within braces");
            }
            inBraces = true;
            regex.append("(?:");
        }

        private void closeBraces() {
            regex.append(inBraces ? ")" : "\\}");
            inBraces = false;
        }

        private void escaped() {
            if (position == glob.length()) {
                throw new IllegalArgumentException("Invalid glob \"" + whole + "\": nothing after the last backslash");
            }
            regex.append(Pattern.quote(String.valueOf(glob.charAt(position++))));
        }

        private IllegalArgumentException unclosed(char open) {
            return new IllegalArgumentException("Invalid glob \"" + whole + "\": the " + open + " is not closed");
        }
    }
}

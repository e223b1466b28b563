package dev.dockdash.internal.html;

import java.util.Locale;

/**
 * Characters that a reader does not see, takes for a blank, or that change where others stand. They are shown by their
 * number.
 */
final class HiddenCharacter {

    private HiddenCharacter() {}

    static boolean is(int codePoint) {
        if (codePoint > ' ' && codePoint <= '~') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> isBlankLetter(codePoint);
        };
    }

    /** Letters and symbols without ink. */
    private static boolean isBlankLetter(int codePoint) {
        return codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || codePoint == 0x2800
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F);
    }

    /** Returns the number as Unicode writes it, such as {@code U+202E}. */
    static String name(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }
}

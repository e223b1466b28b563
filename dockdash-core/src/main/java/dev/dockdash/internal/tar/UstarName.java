package dev.dockdash.internal.tar;

/**
 * A path as the two name fields of a ustar header hold it.
 *
 * @param prefix what goes before the slash between the fields
 * @param name what goes after it
 * @param fits whether the two hold the whole path
 */
record UstarName(String prefix, String name, boolean fits) {

    private static final int PREFIX_LENGTH = 155;

    static UstarName of(String path) {
        if (!Ustar.isAscii(path)) {
            return tooLong(path);
        }
        if (path.length() <= Ustar.NAME_LENGTH) {
            return new UstarName("", path, true);
        }
        int slash = path.lastIndexOf('/', Math.min(PREFIX_LENGTH, path.length() - 2));
        if (slash <= 0 || path.length() - slash - 1 > Ustar.NAME_LENGTH) {
            return tooLong(path);
        }
        return new UstarName(path.substring(0, slash), path.substring(slash + 1), true);
    }

    /** For readers without PAX: a recognisable start of the path. */
    private static UstarName tooLong(String path) {
        StringBuilder ascii = new StringBuilder(Ustar.NAME_LENGTH);
        for (int i = 0; i < path.length() && ascii.length() < Ustar.NAME_LENGTH; i++) {
            char c = path.charAt(i);
            ascii.append(Ustar.isAscii(c) ? c : '_');
        }
        return new UstarName("", ascii.toString(), false);
    }
}

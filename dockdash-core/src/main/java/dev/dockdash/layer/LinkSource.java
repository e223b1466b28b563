package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntryType;

/** Makes the entries that are links. */
final class LinkSource {

    private static final int LINK_MODE = 0777;
    private static final int FILE_MODE = 0644;

    private LinkSource() {}

    static PlannedEntry symbolic(String path, String target, EntryAttributes attributes) {
        return link(path, TarEntryType.SYMBOLIC_LINK, LINK_MODE, attributes, target, "symbolicLink(\"/" + path + "\")");
    }

    static PlannedEntry hard(String path, String target, EntryAttributes attributes) {
        String origin = "hardLink(\"/" + path + "\")";
        return link(path, TarEntryType.HARD_LINK, attributes.modeOr(FILE_MODE), attributes, target, origin);
    }

    /** Returns the entry of a file that is there under another name already. */
    static PlannedEntry hardLinkTo(String target, PlannedEntry file) {
        return link(file.path(), TarEntryType.HARD_LINK, file.mode(), file.attributes(), target, file.origin());
    }

    private static PlannedEntry link(
            String path, TarEntryType type, int mode, EntryAttributes attributes, String target, Object origin) {
        return new PlannedEntry(path, type, mode, attributes, target, Content.None.INSTANCE, false, origin);
    }
}

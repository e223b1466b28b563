package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntryType;

/** Makes the empty files that delete what lower layers have. */
final class WhiteoutSource {

    private static final int MODE = 0644;

    private WhiteoutSource() {}

    static PlannedEntry at(String path, String origin) {
        return new PlannedEntry(
                path,
                TarEntryType.REGULAR_FILE,
                MODE,
                EntryAttributes.DEFAULT,
                "",
                Content.None.INSTANCE,
                false,
                origin);
    }
}

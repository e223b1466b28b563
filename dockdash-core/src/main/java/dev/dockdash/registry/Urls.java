package dev.dockdash.registry;

import okhttp3.HttpUrl;

/** URLs as they may be shown. */
final class Urls {

    private Urls() {}

    /** Returns a URL without its query, which may be signed, and without user and password. */
    static String redacted(HttpUrl url) {
        return url.newBuilder()
                .query(null)
                .fragment(null)
                .username("")
                .password("")
                .build()
                .toString();
    }
}

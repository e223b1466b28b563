package dev.dockdash.registry;

/**
 * How blobs are sent.
 *
 * @param monolithic whether in one request
 * @param chunkSize the size of a chunk in bytes
 */
record UploadSettings(MonolithicUpload monolithic, int chunkSize) {

    static final UploadSettings STANDARD = new UploadSettings(MonolithicUpload.AUTO, 4 * 1024 * 1024);
}

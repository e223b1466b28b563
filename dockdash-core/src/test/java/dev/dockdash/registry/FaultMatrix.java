package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the rows of the fault matrix: whatever a registry, or the way to it, does, what a client leaves behind is right.
 *
 * <p>After each row the {@link Invariants} are checked. Where the rows are:
 *
 * <table>
 *   <caption>Rows by request</caption>
 *   <tr><th>request</th><th>class</th></tr>
 *   <tr><td>the root and challenges</td><td>{@link ChallengeFaultsTest}</td></tr>
 *   <tr><td>token</td><td>{@link TokenFaultsTest}</td></tr>
 *   <tr><td>HEAD of a blob, POST of uploads and mounts</td><td>{@link UploadStartFaultsTest}</td></tr>
 *   <tr><td>PUT of a blob</td><td>{@link BlobPutFaultsTest}, {@link EarlyAnswerTest}</td></tr>
 *   <tr><td>PATCH</td><td>{@link ChunkFaultsTest}, {@link StreamFaultsTest}</td></tr>
 *   <tr><td>PUT of a manifest</td><td>{@link ManifestPutFaultsTest}</td></tr>
 *   <tr><td>GET of a manifest, by digest and by tag</td><td>{@link ManifestGetFaultsTest}</td></tr>
 *   <tr><td>GET of a blob</td><td>{@link BlobGetFaultsTest}, {@link BlobRedirectFaultsTest}</td></tr>
 *   <tr><td>tags and referrers</td><td>{@link ListingFaultsTest}</td></tr>
 *   <tr><td>local: damaged and unwritable caches, a clock that goes back</td><td>{@link CacheFaultsTest}</td></tr>
 *   <tr><td>local: kill -9, two processes on one cache</td><td>{@code CrashTest} and
 *       {@code BlobCacheTest} of the cache</td></tr>
 *   <tr><td>credential helpers</td><td>{@link CredentialProgramTest}</td></tr>
 *   <tr><td>anything at any time</td><td>{@link RandomFaultsTest}</td></tr>
 * </table>
 */
abstract class FaultMatrix {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, {1} at once")
    @MethodSource("cases")
    void whatIsLeftBehindIsRight(FaultRow row, int workers) throws Exception {
        try (FaultScene scene = row.tls() ? FaultScene.startTls(folder, workers) : FaultScene.start(folder, workers)) {
            row.script().run(scene);
            Invariants invariants = Invariants.before(scene);
            Optional<Throwable> failure = invariants.run(row.operation());
            assertThat(scene.heal()).as("faults that never struck").isEmpty();
            invariants.check(failure, row.operation());
            row.checkOutcome(scene, failure);
        }
    }
}

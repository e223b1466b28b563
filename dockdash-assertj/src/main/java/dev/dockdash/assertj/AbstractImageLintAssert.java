package dev.dockdash.assertj;

import dev.dockdash.image.Finding;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assertions on whether an image is valid, safe and tidy. */
abstract class AbstractImageLintAssert<SELF extends AbstractImageLintAssert<SELF>>
        extends AbstractDockdashAssert<SELF, Image> {

    private PathGlobs exceptions = PathGlobs.NONE;

    AbstractImageLintAssert(@Nullable Image actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Leaves these out of all lint rules that are asked from here on.
     *
     * <pre>{@code
     * assertThat(image).except("/usr/bin/su", "env:GPG_TOKEN").hasNoSetuidFiles().hasNoSecrets();
     * }</pre>
     *
     * @param globs patterns of paths; an environment variable is {@code env:NAME}, an entry of the history
     *     {@code history:NUMBER}
     * @throws IllegalArgumentException if one is malformed or none is given
     */
    public SELF except(String... globs) {
        exceptions = exceptions.and(PathGlobs.of(globs));
        return myself;
    }

    /**
     * Checks that all that the manifest and the config say is so: digests, sizes, diffIDs, media types, the number of layers
     * and of history entries. Every layer is read; the message has all that is wrong.
     *
     * <pre>{@code
     * assertThat(ImageSource.of(Path.of("target/image.tar"))).isValid(); // fails for a layer that was cut off
     * }</pre>
     *
     * @throws AssertionError if something is not so, or a layer is not to be had
     * @see ImageValidator
     */
    public SELF isValid() {
        return check(image -> {
            List<Finding> findings = ImageValidator.validate(image);
            if (!findings.isEmpty()) {
                throw failure(Message.expecting("image to be valid")
                        .withEach(
                                "found",
                                findings.stream().map(Finding::toString).toList()));
            }
        });
    }

    /**
     * Checks all rules of a profile; the message has what each of them finds.
     *
     * <pre>{@code
     * assertThat(image).passesLint(LintProfile.all().without(LintRule.HAS_HEALTHCHECK)); // passes
     * assertThat(image).passesLint(LintProfile.all());                                   // fails
     * }</pre>
     *
     * @throws AssertionError if one of them finds something
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF passesLint(LintProfile profile) {
        return check(image -> {
            LintedImage linted = reading("the image", () -> LintedImage.of(image, context()));
            Message message = Message.of("Expecting image to pass lint, but it does not");
            boolean passed = true;
            for (LintRule rule : profile.rules()) {
                List<String> found = find(linted, rule, profile);
                passed &= found.isEmpty();
                message.withEach(rule.toString(), found);
            }
            if (!passed) {
                throw failure(message);
            }
        });
    }

    /**
     * Checks that the user of the config is not root, by number or by the image's {@code /etc/passwd}, and that a user
     * that is named exists.
     *
     * <pre>{@code
     * assertThat(image).runsAsNonRoot(); // passes for user 1000; fails without a user, for 0:x, and for a name that has number 0
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF runsAsNonRoot() {
        return check(image -> requireNothing(image, LintRule.RUNS_AS_NON_ROOT));
    }

    /**
     * Checks that the program that a container starts exists, along PATH or from the working directory, and the
     * interpreter that a script names in its first line, too.
     *
     * <pre>{@code
     * assertThat(image).entrypointExists(); // fails for a script of /bin/bash in an image without bash
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF entrypointExists() {
        return check(image -> requireNothing(image, LintRule.ENTRYPOINT_EXISTS));
    }

    /**
     * Checks that the user of the image may execute the program that a container starts: its mode and that of all
     * directories on the way allow it.
     *
     * <pre>{@code
     * assertThat(image).entrypointIsExecutableByUser(); // fails for a program of mode 0644
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF entrypointIsExecutableByUser() {
        return check(image -> requireNothing(image, LintRule.ENTRYPOINT_IS_EXECUTABLE_BY_USER));
    }

    /**
     * Checks that no file gives the rights of its owner or group to who runs it.
     *
     * <pre>{@code
     * assertThat(image).hasNoSetuidFiles(); // fails for /usr/bin/su
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoSetuidFiles() {
        return check(image -> requireNothing(image, LintRule.NO_SETUID_FILES));
    }

    /**
     * Checks that nothing may be written by everybody; directories with the sticky bit, such as {@code /tmp}, may.
     *
     * <pre>{@code
     * assertThat(image).hasNoWorldWritableFiles(); // fails for a file of mode 0666
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoWorldWritableFiles() {
        return check(image -> requireNothing(image, LintRule.NO_WORLD_WRITABLE_FILES));
    }

    /**
     * Checks that no layer has files that are secrets by their name or content, not even one that a later layer
     * deletes, nor the environment or the history. Values are never shown.
     *
     * <pre>{@code
     * assertThat(image).hasNoSecrets(); // fails for /root/.npmrc, also after RUN rm /root/.npmrc
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoSecrets() {
        return check(image -> requireNothing(image, LintRule.NO_SECRETS));
    }

    /**
     * Checks that no account of {@code /etc/passwd} and {@code /etc/shadow} can be used without a password.
     *
     * <pre>{@code
     * assertThat(image).hasNoEmptyPasswords(); // fails for app::1000:1000
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoEmptyPasswords() {
        return check(image -> requireNothing(image, LintRule.NO_EMPTY_PASSWORDS));
    }

    /**
     * Checks that no two users and no two groups have one name or one number.
     *
     * <pre>{@code
     * assertThat(image).hasUniqueIds(); // fails for a second user of number 0
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasUniqueIds() {
        return check(image -> requireNothing(image, LintRule.UNIQUE_IDS));
    }

    /**
     * Checks that there are no files that only speed up the next installation of packages.
     *
     * <pre>{@code
     * assertThat(image).hasNoPackageManagerCache(); // fails for /var/lib/apt/lists/deb.debian.org_InRelease
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoPackageManagerCache() {
        return check(image -> requireNothing(image, LintRule.NO_PACKAGE_MANAGER_CACHE));
    }

    /**
     * Checks that sudo is neither installed nor used in the history.
     *
     * <pre>{@code
     * assertThat(image).hasNoSudo(); // fails for /usr/bin/sudo
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoSudo() {
        return check(image -> requireNothing(image, LintRule.NO_SUDO));
    }

    /**
     * Checks that the reference has a tag other than {@code latest}, or a digest.
     *
     * <pre>{@code
     * assertThat(image).isNotLatestTag(); // fails for localhost:5000/web
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws IllegalStateException if the image came without a reference
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF isNotLatestTag() {
        return check(image -> {
            context().requireReference();
            requireNothing(image, LintRule.NOT_LATEST_TAG);
        });
    }

    /**
     * Checks that there are no volumes at places of the system, such as {@code /etc}.
     *
     * <pre>{@code
     * assertThat(image).hasNoSensitiveVolumes(); // fails for a volume /dev
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoSensitiveVolumes() {
        return check(image -> requireNothing(image, LintRule.NO_SENSITIVE_VOLUMES));
    }

    /**
     * Checks that there are no files that are there by accident: {@code .git}, {@code Dockerfile} and the like.
     *
     * <pre>{@code
     * assertThat(image).hasNoStrayFiles(); // fails for /app/.git
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoStrayFiles() {
        return check(image -> requireNothing(image, LintRule.NO_STRAY_FILES));
    }

    /**
     * Checks that no symbolic link leads nowhere; those into what a runtime mounts may.
     *
     * <pre>{@code
     * assertThat(image).hasNoDanglingSymlinks(); // fails for /lib64 -> usr/lib64 without /usr/lib64
     * }</pre>
     *
     * @throws AssertionError if it is not so
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasNoDanglingSymlinks() {
        return check(image -> requireNothing(image, LintRule.NO_DANGLING_SYMLINKS));
    }

    private void requireNothing(Image image, LintRule rule) {
        LintedImage linted = reading("the image", () -> LintedImage.of(image, context()));
        List<String> found = find(linted, rule, LintProfile.of(rule));
        if (!found.isEmpty()) {
            throw failure(Message.expecting(rule.wish()).withEach("found", found));
        }
    }

    private List<String> find(LintedImage linted, LintRule rule, LintProfile profile) {
        List<LintFinding> all = reading("the image", () -> rule.find(linted));
        List<String> lines = new ArrayList<>();
        for (LintFinding finding : profile.unexcepted(rule, all)) {
            if (!exceptions.match(finding.subject())) {
                lines.add(finding.line());
            }
        }
        return lines;
    }
}

package dev.dockdash.assertj;

import dev.dockdash.archive.ImageSource;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.internal.html.HtmlWriter;
import dev.dockdash.internal.html.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A page of HTML to look into an image, or at how two images differ.
 *
 * <pre>{@code
 * ImageReport.of(image).writeTo(Path.of("target/image.html"));
 * ImageReport.ofDifference(ImageSource.of(Path.of("old.tar")), ImageSource.of(Path.of("new.tar")))
 *     .writeTo(Path.of("target/difference.html"));
 * }</pre>
 *
 * <p>It is one file that needs nothing else and fetches nothing. It shows what the image is and how large, its layers with
 * their history, the tree of its files with what each layer did to them, what the validator and the lint rules find, the
 * bytes that layers hide, and the config. What an image says is shown as text, whatever it is; values that look secret are
 * not shown, as in the messages of assertions.
 *
 * <p>All layers are read when it is written. Immutable and safe for use by many threads.
 */
public final class ImageReport {

    private final Contents contents;
    private final LintProfile profile;

    private ImageReport(Contents contents, LintProfile profile) {
        this.contents = contents;
        this.profile = profile;
    }

    /** Reads what is shown and returns the page of it. */
    private interface Contents {
        Page page(LintProfile profile) throws IOException;
    }

    /** Returns an image when it is asked for. */
    private interface Loading {
        Context load() throws IOException;
    }

    /** Returns the report of an image. */
    public static ImageReport of(Image image) {
        Objects.requireNonNull(image, "image");
        return of(() -> Context.of(image, new Reporter.Silent()));
    }

    /** Returns the report of an image, which has its reference for a title. */
    public static ImageReport of(ImageHandle image) {
        Objects.requireNonNull(image, "image");
        return of(() -> Context.of(image, new Reporter.Silent()));
    }

    /** Returns the report of the image that a source has when the report is written. */
    public static ImageReport of(ImageSource source) {
        return of(loading(source));
    }

    /** Returns the report of the image that an assertion is about. */
    static ImageReport of(Context context) {
        return of(() -> context);
    }

    private static ImageReport of(Loading image) {
        return new ImageReport(profile -> page(ReportFacts.of(image.load(), profile)), LintProfile.all());
    }

    /** Returns the report of how an image differs from the one before it. */
    public static ImageReport ofDifference(Image before, Image after) {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        return ofDifference(
                () -> Context.of(before, new Reporter.Silent()), () -> Context.of(after, new Reporter.Silent()));
    }

    /** Returns the report of how an image differs from the one before it, which have their references for titles. */
    public static ImageReport ofDifference(ImageHandle before, ImageHandle after) {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        return ofDifference(
                () -> Context.of(before, new Reporter.Silent()), () -> Context.of(after, new Reporter.Silent()));
    }

    /** Returns the report of how the image of a source differs from that of another, when the report is written. */
    public static ImageReport ofDifference(ImageSource before, ImageSource after) {
        return ofDifference(loading(before), loading(after));
    }

    private static ImageReport ofDifference(Loading before, Loading after) {
        return new ImageReport(
                profile -> page(DifferenceFacts.of(before.load(), after.load(), profile)), LintProfile.all());
    }

    private static Loading loading(ImageSource source) {
        Objects.requireNonNull(source, "source");
        return () -> Context.of(new LoadedImage(source, source.load()), new Reporter.Silent());
    }

    /** Returns this report with the findings of other lint rules than all. */
    public ImageReport linting(LintProfile newProfile) {
        return new ImageReport(contents, Objects.requireNonNull(newProfile, "profile"));
    }

    /**
     * Writes the report. The file is there as a whole or not at all, and replaces one that was there; folders on the way
     * are made. An image whose layers cannot be read gets a report that says so.
     *
     * @param file such as {@code target/image.html}
     * @throws IOException if the file cannot be written, or the image of a source not be loaded
     */
    public void writeTo(Path file) throws IOException {
        Page page = contents.page(profile);
        AtomicFile.write(file, page::writeTo);
    }

    private static Page page(ReportFacts facts) throws IOException {
        SummarySection summary = new SummarySection(facts);
        FilesSection files = new FilesSection(facts);
        return page("image.html", summary.title())
                .with("summary", html(summary::writeTo))
                .with("layers", html(new LayersSection(facts)::writeTo))
                .with("findings", html(new FindingsSection(facts)::writeTo))
                .with("waste", html(new WasteSection(facts)::writeTo))
                .with("config", html(new ConfigSection(facts)::writeTo))
                .with("problem", html(files::writeProblem))
                .with("filters", html(files::writeFilters))
                .with("data", files::writeData);
    }

    private static Page page(DifferenceFacts facts) throws IOException {
        DifferenceSections sections = new DifferenceSections(facts);
        DifferenceFiles files = new DifferenceFiles(facts);
        return page("difference.html", sections.title())
                .with("summary", html(sections::writeSummary))
                .with("documents", html(sections::writeDocuments))
                .with("layers", html(sections::writeLayers))
                .with("findings", html(sections::writeFindings))
                .with("problem", html(sections::writeProblem))
                .with("filters", html(files::writeFilters))
                .with("data", files::writeData);
    }

    private static Page page(String template, String title) throws IOException {
        return Page.of(template, "report.css", "report.js")
                .with("title", html(out -> out.plain(title)))
                .with("heading", html(out -> out.text(title)))
                .withResource("tree", "tree.html");
    }

    private static Page.Part html(Section section) {
        return out -> section.writeTo(new HtmlWriter(out));
    }

    /** Writes a part of the page. */
    private interface Section {
        void writeTo(HtmlWriter out) throws IOException;
    }
}

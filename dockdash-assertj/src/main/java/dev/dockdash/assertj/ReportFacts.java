package dev.dockdash.assertj;

import dev.dockdash.image.Finding;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageValidator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report tells of an image. Where its layers cannot be read it tells why, and the rest nevertheless.
 *
 * @param context where the image comes from
 * @param image the image
 * @param work what its layers did, empty if they cannot be read
 * @param counts how much each layer did, as many as there are layers
 * @param usage what of its bytes a container sees
 * @param problem why the layers cannot be read
 * @param invalid what the validator found
 * @param lint what each lint rule found, of those that found something
 * @param rules how many rules were asked
 */
record ReportFacts(
        Context context,
        Image image,
        Optional<LayerWork> work,
        List<LayerCounts> counts,
        LayerUsage usage,
        Optional<String> problem,
        List<Finding> invalid,
        Map<LintRule, List<LintFinding>> lint,
        int rules) {

    /** Reads all of the image. */
    static ReportFacts of(Context context, LintProfile profile) {
        Image image = context.requireImage();
        List<Finding> invalid = ImageValidator.validate(image);
        int rules = profile.rules().size();
        try {
            LayerWork work = LayerWork.of(image);
            return new ReportFacts(
                    context,
                    image,
                    Optional.of(work),
                    work.counts(image.layers().size()),
                    LayerUsage.of(image, 0, PathGlobs.NONE),
                    Optional.empty(),
                    invalid,
                    lint(image, context, profile),
                    rules);
        } catch (IOException e) {
            List<LayerCounts> none =
                    image.layers().stream().map(layer -> LayerCounts.NONE).toList();
            String reason = Optional.ofNullable(e.getMessage()).orElse(e.toString());
            LayerUsage nothing = new LayerUsage(0, List.of());
            return new ReportFacts(
                    context, image, Optional.empty(), none, nothing, Optional.of(reason), invalid, Map.of(), rules);
        }
    }

    private static Map<LintRule, List<LintFinding>> lint(Image image, Context context, LintProfile profile)
            throws IOException {
        LintedImage linted = LintedImage.of(image, context);
        Map<LintRule, List<LintFinding>> found = new LinkedHashMap<>();
        for (LintRule rule : profile.rules()) {
            List<LintFinding> findings = profile.unexcepted(rule, rule.find(linted));
            if (!findings.isEmpty()) {
                found.put(rule, findings);
            }
        }
        return found;
    }

    /** Returns the length of all layers as a registry has them. */
    long compressedSize() {
        return image.layers().stream().mapToLong(layer -> layer.size()).sum();
    }

    /** Returns the bytes of one layer that no container sees. */
    long wastedIn(int layer) {
        return usage.wasted().stream()
                .filter(waste -> waste.layer() == layer)
                .mapToLong(LayerUsage.Waste::bytes)
                .sum();
    }
}

package dev.dockdash.assertj;

import dev.dockdash.image.FileChange;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for secrets in all layers, also in what later layers hide, in the environment and in the history. */
final class SecretSearch {

    private static final String NOT_SHOWN = "(value not shown)";

    /** Names that hold nothing but secrets. */
    private static final PathGlobs FILES = PathGlobs.of(
            "**/id_rsa",
            "**/id_dsa",
            "**/id_ecdsa",
            "**/id_ed25519",
            "**/credentials.json",
            "**/.env",
            "**/.aws/credentials",
            "**/.git-credentials",
            "**/.netrc",
            "**/.pgpass",
            "**/.npmrc",
            "**/.pypirc",
            "**/.docker/config.json");

    private final Image image;
    private final Context context;
    private final List<LintFinding> findings = new ArrayList<>();

    private SecretSearch(Image image, Context context) {
        this.image = image;
        this.context = context;
    }

    /**
     * Returns what is found: files first, by layer.
     *
     * @throws IOException if a layer cannot be read
     */
    static List<LintFinding> of(Image image, Context context) throws IOException {
        SecretSearch search = new SecretSearch(image, context);
        for (int layer = 0; layer < image.layers().size(); layer++) {
            search.inFiles(layer);
        }
        search.inEnvironment();
        search.inHistory();
        return search.findings;
    }

    private void inFiles(int number) throws IOException {
        Layer layer = image.layers().get(number);
        LayerFiles.visit(layer, file -> file.size() > 0, (index, file, content) -> {
            String path = CanonicalPath.ofEntry(file.path());
            Optional<String> sort =
                    FILES.match(path) ? Optional.of("secret by its name") : SecretContent.find(content, file.size());
            if (sort.isPresent()) {
                add(number, path, sort.get());
            }
        });
    }

    private void add(int layer, String path, String sort) throws IOException {
        String fate = image.filesystem().changes(path).stream()
                .filter(change -> change.layer() > layer)
                .findFirst()
                .map(next -> ", " + (next.kind() == FileChange.Kind.DELETED ? "deleted" : "replaced") + " by layer "
                        + next.layer() + ", STILL RETRIEVABLE")
                .orElse("");
        findings.add(new LintFinding(path, path + ": " + sort + ", " + context.origin(layer) + fate + " " + NOT_SHOWN));
    }

    private void inEnvironment() {
        image.config().env().forEach((name, value) -> {
            if (!value.isEmpty() && (SecretName.looksSecret(name) || Redaction.hidesSecret(value))) {
                findings.add(new LintFinding("env:" + name, "environment variable " + name + " " + NOT_SHOWN));
            }
        });
    }

    private void inHistory() {
        List<History> history = image.config().history();
        for (int i = 0; i < history.size(); i++) {
            String command = history.get(i).createdBy().orElse("");
            if (Redaction.hidesSecret(command)) {
                findings.add(new LintFinding("history:" + i, "history " + i + ": " + Context.onOneLine(command)));
            }
        }
    }
}

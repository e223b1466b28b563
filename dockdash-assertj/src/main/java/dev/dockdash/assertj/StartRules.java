package dev.dockdash.assertj;

import dev.dockdash.oci.Healthcheck;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lint rules about how a container of an image starts. */
final class StartRules {

    private static final String USER = "config:user";
    private static final String ENTRYPOINT = "config:entrypoint";

    private StartRules() {}

    static List<LintFinding> user(LintedImage image) {
        String user = image.image().config().user().orElse("");
        Optional<Identity> identity = image.accounts().identity(user);
        if (identity.isEmpty()) {
            return List.of(unknown(user));
        }
        if (identity.get().uid() != 0) {
            return List.of();
        }
        return List.of(new LintFinding(
                USER, user.isEmpty() ? "no user is set, which means root" : "user " + user + " is root"));
    }

    private static LintFinding unknown(String user) {
        return new LintFinding(
                USER, "user " + user + " is not in /etc/passwd and /etc/group, so no container can start");
    }

    static List<LintFinding> existence(LintedImage image) throws IOException {
        Optional<StartCommand> command = StartCommand.of(image.image().config(), image.filesystem());
        if (command.isEmpty()) {
            return List.of(new LintFinding(ENTRYPOINT, "neither entrypoint nor cmd is set"));
        }
        if (command.get().program().isEmpty()) {
            return List.of(new LintFinding(
                    ENTRYPOINT,
                    command.get().word() + " leads to no file, looked for at: "
                            + String.join(", ", command.get().candidates())));
        }
        Optional<String> interpreter = command.get().interpreter(image.filesystem());
        if (interpreter.isPresent()
                && image.filesystem().resolve(interpreter.get()).isEmpty()) {
            return List.of(new LintFinding(
                    ENTRYPOINT,
                    command.get().word() + " is a script of " + interpreter.get() + ", which does not exist"));
        }
        return List.of();
    }

    static List<LintFinding> access(LintedImage image) throws IOException {
        List<LintFinding> missing = existence(image);
        if (!missing.isEmpty()) {
            return missing;
        }
        String user = image.image().config().user().orElse("");
        Optional<Identity> identity = image.accounts().identity(user);
        if (identity.isEmpty()) {
            return List.of(unknown(user));
        }
        return StartCommand.of(image.image().config(), image.filesystem())
                .flatMap(StartCommand::program)
                .flatMap(program -> identity.get()
                        .barrierToExecute(image.filesystem(), program)
                        .map(barrier -> new LintFinding(
                                ENTRYPOINT,
                                program.path() + " is not executable by "
                                        + identity.get() + " because of: " + barrier + ", from "
                                        + image.context().origin(program.layer()))))
                .stream()
                .toList();
    }

    static List<LintFinding> healthcheck(LintedImage image) {
        List<String> test =
                image.image().config().healthcheck().map(Healthcheck::test).orElse(List.of());
        return test.isEmpty() || test.equals(List.of("NONE"))
                ? List.of(new LintFinding("config:healthcheck", "none is set"))
                : List.of();
    }

    static List<LintFinding> tag(LintedImage image) {
        return image.context().reference().stream()
                .filter(StartRules::isLatest)
                .map(reference -> new LintFinding("reference", reference))
                .toList();
    }

    private static boolean isLatest(String text) {
        ImageReference reference = ImageReference.parse(text);
        return reference.tag().map("latest"::equals).orElse(reference.digest().isEmpty());
    }
}

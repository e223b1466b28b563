package dev.dockdash.assertj;

import dev.dockdash.internal.html.HtmlWriter;
import dev.dockdash.oci.Healthcheck;
import dev.dockdash.oci.ImageConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How a container of an image starts, and the documents of the image; secrets are not shown. */
record ConfigSection(ReportFacts facts) {

    void writeTo(HtmlWriter out) throws IOException {
        ImageConfig config = facts.image().config();
        ReportHtml html = new ReportHtml(out);
        out.open("dl", "class", "facts");
        html.term("Entrypoint", command(config.entrypoint()));
        html.term("Cmd", command(config.cmd()));
        html.term("User", config.user().orElse("not set: root"));
        html.term("WorkingDir", config.workingDir().orElse("not set: /"));
        html.term("ExposedPorts", joined(config.exposedPorts()));
        html.term("Volumes", joined(config.volumes()));
        html.term("StopSignal", config.stopSignal());
        html.term("Healthcheck", config.healthcheck().map(ConfigSection::describe));
        html.term(
                "Shell",
                Optional.of(config.shell()).filter(shell -> !shell.isEmpty()).map(ConfigSection::command));
        html.terms("OnBuild", config.onBuild().stream().map(Redaction::of).toList());
        html.term("Author", config.author().map(Redaction::of));
        out.close();
        html.values("Environment", config.env());
        html.values("Labels", config.labels());
        html.values("Annotations", facts.image().manifest().annotations());
        document(out, "Config as JSON", config.toString());
        document(out, "Manifest as JSON", facts.image().manifest().toString());
    }

    /** Returns arguments as the JSON array that a Dockerfile would have. */
    private static String command(List<String> arguments) {
        return arguments.isEmpty() ? "not set" : Redaction.of(Message.show(arguments));
    }

    private static Optional<String> joined(Collection<String> texts) {
        return Optional.of(String.join(", ", texts)).filter(text -> !text.isEmpty());
    }

    private static String describe(Healthcheck check) {
        List<String> parts = new ArrayList<>(List.of(command(check.test())));
        add(parts, "every", check.interval());
        add(parts, "timeout", check.timeout());
        add(parts, "start period", check.startPeriod());
        check.retries().ifPresent(retries -> parts.add(ReportHtml.count(retries, "retry", "retries")));
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, Optional<Duration> time) {
        time.ifPresent(duration -> parts.add(name + " " + duration.toMillis() / 1000.0 + " s"));
    }

    private static void document(HtmlWriter out, String name, String json) throws IOException {
        String shown = JsonText.read(json)
                .map(JsonText::redacted)
                .map(JsonText::pretty)
                .orElse("no JSON");
        out.open("details").element("summary", name);
        out.open("pre", "tabindex", "0").lines(shown).close().close();
    }
}

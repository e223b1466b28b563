package dev.dockdash.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Where something is declared, as messages name it.
 *
 * @param annotation the annotation with what tells it from others
 * @param element what is annotated
 */
record DeclarationSite(String annotation, String element) {

    static DeclarationSite of(BuildImage annotation, AnnotatedElement annotated) {
        List<String> attributes = new ArrayList<>();
        if (!annotation.value().isEmpty()) {
            String label = annotation.name().isEmpty() ? "" : "value = ";
            attributes.add(label + quote(annotation.value()));
        }
        if (!annotation.name().isEmpty()) {
            attributes.add("name = " + quote(annotation.name()));
        }
        return of("@BuildImage", attributes, annotated);
    }

    static DeclarationSite of(EphemeralRegistry annotation, AnnotatedElement annotated) {
        List<String> attributes = new ArrayList<>();
        boolean typed = annotation.type() != EphemeralRegistry.Type.DEFAULT;
        if (!annotation.value().isEmpty()) {
            attributes.add((typed ? "value = " : "") + quote(annotation.value()));
        }
        if (typed) {
            attributes.add("type = " + annotation.type());
        }
        return of("@EphemeralRegistry", attributes, annotated);
    }

    private static DeclarationSite of(String annotation, List<String> attributes, AnnotatedElement annotated) {
        String shown = attributes.isEmpty() ? "" : "(" + String.join(", ", attributes) + ")";
        return new DeclarationSite(annotation + shown, ElementName.of(annotated));
    }

    /** Returns the failure to be thrown because of that cause, whose message says what is wrong. */
    ExtensionConfigurationException failure(Exception cause) {
        return failure("", cause);
    }

    /** Returns the failure to be thrown when that was attempted. */
    ExtensionConfigurationException failure(String attempted, Exception cause) {
        return new ExtensionConfigurationException(this + ": " + attempted + cause.getMessage(), cause);
    }

    /** Returns the failure to be thrown because of that problem. */
    ExtensionConfigurationException failure(String problem) {
        return new ExtensionConfigurationException(this + ": " + problem);
    }

    private static String quote(String text) {
        return '"' + text + '"';
    }

    /** Returns a text such as {@code @BuildImage("images/web") on class demo.WebTest}. */
    @Override
    public String toString() {
        return annotation + " on " + element;
    }
}

package dev.dockdash.junit;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a field or parameter asks for.
 *
 * @param element the field or parameter
 * @param type its type
 * @param annotations those of ours that it has, one if all is well; none for a parameter of one of our types
 */
record Injection(AnnotatedElement element, Class<?> type, List<Annotation> annotations) {

    private static final List<Class<? extends Annotation>> FOR_IMAGES = List.of(BuildImage.class, ImageRef.class);
    private static final List<Class<?>> IMAGE_TYPES = List.of(String.class, PushedImage.class);
    private static final List<Class<?>> REGISTRY_TYPES = List.of(String.class, URI.class, TestRegistry.class);

    static Injection of(Field field) {
        return new Injection(field, field.getType(), annotationsOf(field));
    }

    static Injection of(Parameter parameter) {
        return new Injection(parameter, parameter.getType(), annotationsOf(parameter));
    }

    private static List<Annotation> annotationsOf(AnnotatedElement element) {
        List<Annotation> annotations = new ArrayList<>();
        if (element.getAnnotations().length > 0) {
            annotations.addAll(AnnotationSupport.findRepeatableAnnotations(element, BuildImage.class));
            annotations.addAll(AnnotationSupport.findRepeatableAnnotations(element, EphemeralRegistry.class));
            AnnotationSupport.findAnnotation(element, ImageRef.class).ifPresent(annotations::add);
            AnnotationSupport.findAnnotation(element, RegistryRef.class).ifPresent(annotations::add);
        }
        return annotations;
    }

    /** Returns whether anything is asked for. */
    boolean isAsked() {
        return !annotations.isEmpty() || type == PushedImage.class || type == TestRegistry.class;
    }

    /** Returns whether an annotation asks for something. */
    boolean isAnnotated() {
        return !annotations.isEmpty();
    }

    /** Returns the annotation that asks, as messages name it, such as {@code @BuildImage}. */
    String annotation() {
        return "@" + annotations.get(0).annotationType().getSimpleName();
    }

    /** Returns why nothing can be injected, if that is so. */
    Optional<String> problem() {
        if (annotations.size() > 1) {
            String all = annotations.stream()
                    .map(annotation -> "@" + annotation.annotationType().getSimpleName())
                    .distinct()
                    .collect(Collectors.joining(" and "));
            return Optional.of(all + " on " + ElementName.of(element)
                    + (all.contains(" ") ? " exclude each other. Leave one out." : " is there twice. Leave one out."));
        }
        List<Class<?>> types = asksForImage() ? IMAGE_TYPES : REGISTRY_TYPES;
        if (annotations.isEmpty() || types.contains(type)) {
            return Optional.empty();
        }
        String form = element instanceof Field ? "field" : "parameter";
        return Optional.of("Can only resolve " + annotation() + " " + form + " of type "
                + types.stream().map(Class::getName).collect(Collectors.joining(" or ")) + " but was: "
                + type.getTypeName() + ". Change the type of " + ElementName.of(element) + ".");
    }

    private boolean asksForImage() {
        return annotations.isEmpty()
                ? type == PushedImage.class
                : FOR_IMAGES.contains(annotations.get(0).annotationType());
    }

    /**
     * Returns what is to be injected, made now if it is not there yet.
     *
     * @throws IOException if it cannot be made
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if its declaration is wrong
     * @throws org.junit.jupiter.api.extension.ParameterResolutionException if there is no such thing
     */
    Object resolve(Scope scope) throws IOException {
        if (asksForImage()) {
            PushedImage image = image(scope);
            return type == String.class ? image.reference() : image;
        }
        TestRegistry registry = registry(scope);
        if (type == String.class) {
            return registry.hostAndPort();
        }
        return type == URI.class ? registry.uri() : registry;
    }

    private PushedImage image(Scope scope) throws IOException {
        Optional<ImageRef> reference = annotation(ImageRef.class);
        String target = ElementName.of(element);
        if (annotation(BuildImage.class).isPresent()) {
            return scope.pushed(scope.declaredAt(element, Level::images));
        }
        Scope.Found<ImageDeclaration> found =
                scope.image(reference.map(ImageRef::value).orElse(""), target);
        PushedImage image = scope.pushed(found);
        Optional<String> platform = reference.map(ImageRef::platform).filter(text -> !text.isEmpty());
        try {
            return platform.isEmpty() ? image : image.forPlatform(platform.get());
        } catch (IllegalArgumentException e) {
            throw new ParameterResolutionException("Cannot inject " + target + ": " + e.getMessage(), e);
        }
    }

    private TestRegistry registry(Scope scope) throws IOException {
        if (annotation(EphemeralRegistry.class).isPresent()) {
            return scope.running(scope.declaredAt(element, Level::registries));
        }
        String name = annotation(RegistryRef.class).map(RegistryRef::value).orElse("");
        return scope.registry(name, ElementName.of(element));
    }

    private <A extends Annotation> Optional<A> annotation(Class<A> wanted) {
        return annotations.stream().filter(wanted::isInstance).map(wanted::cast).findFirst();
    }
}

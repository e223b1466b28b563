package dev.dockdash.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Reads what classes and their members declare.
 *
 * @param configuration decides what annotations do not say
 */
record LevelReader(Configuration configuration) {

    private record Place(AnnotatedElement element, Lifetime lifetime) {}

    /**
     * Returns what a class declares or inherits: on itself, its fields and the parameters of its constructor.
     *
     * @throws ExtensionConfigurationException if there can be no such image, two of one class have one name, or an
     *     annotated field cannot be set
     */
    Level ofClass(Class<?> type) {
        Level.Builder level = new Level.Builder();
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && superclass != Object.class) {
            level.inherit(ofClass(superclass));
        }
        List<Place> members = members(type);
        level.declare(
                Stream.concat(
                        own(type, BuildImage.class).map(annotation -> image(annotation, type, Lifetime.CLASS)),
                        members.stream().flatMap(this::images)),
                Stream.concat(
                        own(type, EphemeralRegistry.class)
                                .map(annotation -> registry(annotation, type, Lifetime.CLASS)),
                        members.stream().flatMap(this::registries)));
        return level.build(type);
    }

    /**
     * Returns what a method or constructor declares, on itself and its parameters.
     *
     * @throws ExtensionConfigurationException if there can be no such image, or two have one name
     */
    Level ofExecutable(Executable executable) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(executable, Lifetime.METHOD));
        for (Parameter parameter : executable.getParameters()) {
            places.add(new Place(parameter, Lifetime.PARAMETER));
        }
        Level.Builder level = new Level.Builder();
        level.declare(places.stream().flatMap(this::images), places.stream().flatMap(this::registries));
        return level.build(executable);
    }

    private static List<Place> members(Class<?> type) {
        List<Place> members = new ArrayList<>();
        for (Field field : InjectedField.annotatedIn(type)) {
            members.add(new Place(field, Modifier.isStatic(field.getModifiers()) ? Lifetime.CLASS : Lifetime.INSTANCE));
        }
        if (!Modifier.isAbstract(type.getModifiers()) && type.getDeclaredConstructors().length == 1) {
            Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                    .map(parameter -> new Place(parameter, Lifetime.INSTANCE))
                    .forEach(members::add);
        }
        return members;
    }

    private Stream<ImageDeclaration> images(Place place) {
        return AnnotationSupport.findRepeatableAnnotations(place.element(), BuildImage.class).stream()
                .map(annotation -> image(annotation, place.element(), place.lifetime()));
    }

    private ImageDeclaration image(BuildImage annotation, AnnotatedElement element, Lifetime lifetime) {
        return ImageDeclaration.of(annotation, element, lifetime, configuration.compression());
    }

    private Stream<RegistryDeclaration> registries(Place place) {
        return AnnotationSupport.findRepeatableAnnotations(place.element(), EphemeralRegistry.class).stream()
                .map(annotation -> registry(annotation, place.element(), place.lifetime()));
    }

    private RegistryDeclaration registry(EphemeralRegistry annotation, AnnotatedElement element, Lifetime lifetime) {
        return RegistryDeclaration.of(annotation, element, lifetime, configuration);
    }

    /** Leaves out what a superclass has, which is added where it stands. */
    private static <A extends Annotation> Stream<A> own(Class<?> type, Class<A> annotation) {
        Set<A> annotations = new LinkedHashSet<>(AnnotationSupport.findRepeatableAnnotations(type, annotation));
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            annotations.removeAll(AnnotationSupport.findRepeatableAnnotations(superclass, annotation));
        }
        return annotations.stream();
    }
}

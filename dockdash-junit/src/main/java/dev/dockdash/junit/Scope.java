package dev.dockdash.junit;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * The images and registries that some code sees: those of its method, then those of its class, then those of the classes
 * around it.
 *
 * @param run the test run
 * @param places what is declared, nearest first
 */
record Scope(TestRun run, List<Place> places) {

    /** Copies the places. */
    Scope {
        places = List.copyOf(places);
    }

    /**
     * A declaration that was found.
     *
     * @param declaration what was found
     * @param scope what it sees itself; its first place is the one where it stands
     */
    record Found<D extends Declaration>(D declaration, Scope scope) {

        Place place() {
            return scope.places().get(0);
        }
    }

    /**
     * Returns what a constructor or method sees that is called in a context.
     *
     * <p>It may run in the context of a test in a nested class, which it does not see, as it does not see its fields.
     */
    static Scope of(Executable executable, ExtensionContext context) {
        TestRun run = TestRun.of(context);
        if (executable instanceof Constructor<?>) {
            return new Scope(run, places(run, context, executable.getDeclaringClass()::equals));
        }
        List<Place> places = new ArrayList<>();
        places.add(new Place(run.level(executable), context, Optional.empty()));
        places.addAll(places(run, context, executable.getDeclaringClass()::isAssignableFrom));
        return new Scope(run, places);
    }

    /** Returns what the members of a class see in a context. */
    static Scope of(Class<?> type, ExtensionContext context) {
        TestRun run = TestRun.of(context);
        return new Scope(run, places(run, context, type::equals));
    }

    private static List<Place> places(TestRun run, ExtensionContext context, Predicate<Class<?>> isNearest) {
        List<Place> places = new ArrayList<>();
        Set<Class<?>> seen = new LinkedHashSet<>();
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            if (at.getElement().orElse(null) instanceof Class<?> type
                    && (!seen.isEmpty() || isNearest.test(type))
                    && seen.add(type)) {
                places.add(new Place(run.level(type), at, instances(at, context)));
            }
        }
        return places;
    }

    private static Optional<ExtensionContext> instances(ExtensionContext ofClass, ExtensionContext seenFrom) {
        if (ofClass.getTestInstanceLifecycle().orElse(null) == TestInstance.Lifecycle.PER_CLASS) {
            return Optional.of(ofClass);
        }
        return Optional.of(seenFrom).filter(context -> context.getTestMethod().isPresent());
    }

    /** Returns what is seen from further out. */
    Scope outer() {
        return new Scope(run, places.subList(1, places.size()));
    }

    private <D extends Declaration> Optional<Found<D>> find(
            Predicate<Place> isThere, Function<Place, @Nullable D> declaration) {
        for (int i = 0; i < places.size(); i++) {
            D found = isThere.test(places.get(i)) ? declaration.apply(places.get(i)) : null;
            if (found != null) {
                return Optional.of(new Found<>(found, new Scope(run, places.subList(i, places.size()))));
            }
        }
        return Optional.empty();
    }

    /** Returns the nearest declaration of that name. */
    <D extends Declaration> Optional<Found<D>> named(String name, Function<Level, Map<String, D>> kind) {
        return find(
                place -> true, place -> place.visible(kind.apply(place.level())).get(name));
    }

    /** Returns the declaration at a field or parameter, or the one that replaced it. */
    <D extends Declaration> Found<D> declaredAt(AnnotatedElement element, Function<Level, Map<String, D>> kind) {
        return this.<D>find(
                        place -> place.level().names().containsKey(element),
                        place -> kind.apply(place.level())
                                .get(place.level().names().getOrDefault(element, "")))
                .orElseThrow(() -> new IllegalStateException(ElementName.of(element) + " is not in this scope"));
    }

    /**
     * Returns the image of that name, or the only one of the nearest place that has any if the name is empty.
     *
     * @throws ParameterResolutionException if there is none, or it has several
     */
    Found<ImageDeclaration> image(String name, String target) {
        if (!name.isEmpty()) {
            return named(ImageDefinition.key(name), Level::images)
                    .orElseThrow(() -> new ParameterResolutionException(
                            "No image \"" + name + "\" for " + target + ": " + declared(Level::images) + "."));
        }
        Map<String, ImageDeclaration> nearest = nearest(Level::imagesForAll);
        if (nearest.isEmpty()) {
            throw new ParameterResolutionException(
                    "No image for " + target + ": " + declared(Level::images) + ". Add @BuildImage to its class.");
        }
        String first = nearest.keySet().iterator().next();
        if (nearest.size() > 1) {
            throw new ParameterResolutionException("Cannot choose an image for " + target + ": "
                    + declared(Level::images) + ". Add @ImageRef(\"" + first + "\").");
        }
        return named(first, Level::images).orElseThrow();
    }

    /**
     * Returns the registry of that name, or if the name is empty the only one of the nearest place that has any, or the
     * one without a name there; empty if none is declared.
     *
     * @throws ParameterResolutionException if there is none of that name, or none can be chosen
     */
    Optional<Found<RegistryDeclaration>> registryFor(String name, String target) {
        if (!name.isEmpty()) {
            return Optional.of(named(name, Level::registries)
                    .orElseThrow(() -> new ParameterResolutionException(
                            "No registry \"" + name + "\" for " + target + ": " + declared(Level::registries) + ".")));
        }
        Map<String, RegistryDeclaration> nearest = nearest(Level::registries);
        if (nearest.isEmpty()) {
            return Optional.empty();
        }
        String first = nearest.keySet().iterator().next();
        if (nearest.size() > 1 && !nearest.containsKey("")) {
            throw new ParameterResolutionException("Cannot choose a registry for " + target + ": "
                    + declared(Level::registries) + ". Name one, such as \"" + first + "\".");
        }
        return named(nearest.size() > 1 ? "" : first, Level::registries);
    }

    private <D extends Declaration> Map<String, D> nearest(Function<Level, Map<String, D>> kind) {
        return places.stream()
                .map(place -> place.visible(kind.apply(place.level())))
                .filter(declarations -> !declarations.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    private <D extends Declaration> String declared(Function<Level, Map<String, D>> kind) {
        Set<String> names = new LinkedHashSet<>();
        places.forEach(
                place -> names.addAll(place.visible(kind.apply(place.level())).keySet()));
        return names.isEmpty()
                ? "none is declared here"
                : names.stream()
                        .map(name -> '"' + name + '"')
                        .collect(Collectors.joining(", ", "declared here are ", ""));
    }

    /**
     * Returns the registry of that name, chosen as {@link #registryFor} does, which runs from now on at the latest; that
     * of the test run if none is declared.
     *
     * @throws IOException if it cannot be started
     */
    TestRegistry registry(String name, String target) throws IOException {
        Optional<Found<RegistryDeclaration>> found = registryFor(name, target);
        return found.isPresent() ? running(found.get()) : run.registry();
    }

    /**
     * Returns the registry of a declaration, which runs from now on at the latest.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if it cannot be started
     */
    TestRegistry running(Found<RegistryDeclaration> found) {
        return new Making(found.scope()).running(found.declaration());
    }

    /**
     * Returns the image of a declaration, built and pushed now if it was not.
     *
     * @throws IOException if the registry of the test run cannot be started
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if the image cannot be built or pushed
     */
    PushedImage pushed(Found<ImageDeclaration> found) throws IOException {
        return new Making(found.scope()).pushed(found.declaration());
    }
}

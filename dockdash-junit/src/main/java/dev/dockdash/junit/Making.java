package dev.dockdash.junit;

import dev.dockdash.junit.Scope.Found;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * Makes what the first place of a scope declares, everything once.
 *
 * @param scope what is declared there and around it
 */
record Making(Scope scope) {

    private static final String CHECKED = "checked";

    private Place place() {
        return scope.places().get(0);
    }

    /**
     * Checks all that is declared at this place and around it, then makes what is to be there before tests run.
     *
     * <p>One step for all before the next step for any: no registry starts when anything is wrong.
     *
     * @throws ExtensionConfigurationException if something is wrong, or cannot be built or pushed
     * @throws IOException if the registry of the test run cannot be started
     */
    void prepare() throws IOException {
        if (scope.places().isEmpty()) {
            return;
        }
        scope.run().configuration();
        new Making(scope.outer()).prepare();
        if (!place().level().isEmpty()) {
            prepared().get(() -> {
                checkAll();
                scope.run().warmUp();
                makeEager();
                return CHECKED;
            });
        }
    }

    private Once<String> prepared() {
        AnnotatedElement element = place().level().element();
        Declaration.Key key = new Declaration.Key(Making.class, element, "");
        return Stored.once(place().owner().getStore(TestRun.NAMESPACE), key);
    }

    private void checkAll() throws IOException {
        for (ImageDeclaration image : place().level().images().values()) {
            checkBases(image);
            registryOf(image);
            if (!image.lifetime().isEager()) {
                locate(image);
            }
        }
    }

    private void makeEager() throws IOException {
        for (ImageDeclaration image : place().level().images().values()) {
            if (image.lifetime().isEager()) {
                built(image);
            }
        }
        for (RegistryDeclaration registry : place().level().registries().values()) {
            if (registry.lifetime().isEager()) {
                running(registry);
            }
        }
        for (ImageDeclaration image : place().level().images().values()) {
            if (image.lifetime().isEager()) {
                pushed(image);
            }
        }
    }

    private List<LayerSource.Located> locate(ImageDeclaration image) {
        List<LayerSource.Located> sources = new ArrayList<>();
        try {
            for (LayerDefinition layer : image.definition().content().layers()) {
                sources.add(layer.source().locate(files(image)));
            }
        } catch (IOException e) {
            throw image.site().failure(e);
        }
        return sources;
    }

    private void checkBases(ImageDeclaration image) {
        Set<Declaration.Key> seen = new LinkedHashSet<>();
        Found<ImageDeclaration> at = new Found<>(image, scope);
        StringBuilder path = new StringBuilder(image.name());
        while (at.declaration().definition().base() instanceof ImageBase.Declared base) {
            seen.add(at.declaration().key());
            Optional<Found<ImageDeclaration>> next = new Making(at.scope()).baseOf(at.declaration(), base);
            path.append(" -> ").append(base.name());
            if (next.isEmpty() || seen.contains(next.get().declaration().key())) {
                throw image.site()
                        .failure("fromImage is circular: " + path + ". Let one of them begin from another base");
            }
            at = next.get();
        }
    }

    /** Returns what an image is built upon; empty if that is the image itself. */
    private Optional<Found<ImageDeclaration>> baseOf(ImageDeclaration image, ImageBase.Declared base) {
        boolean itself = ImageDefinition.key(base.name()).equals(image.name());
        try {
            Scope from = itself ? scope.outer() : scope;
            return itself && from.named(image.name(), Level::images).isEmpty()
                    ? Optional.empty()
                    : Optional.of(from.image(base.name(), "fromImage"));
        } catch (ParameterResolutionException e) {
            throw image.site().failure(e);
        }
    }

    private Optional<Found<RegistryDeclaration>> registryOf(ImageDeclaration image) {
        try {
            return scope.registryFor(image.definition().registry().orElse(""), "the image");
        } catch (ParameterResolutionException e) {
            throw image.site().failure(e);
        }
    }

    private LayerFiles files(ImageDeclaration image) {
        return LayerFiles.of(declaringClass(image.element()), scope.run().classPath());
    }

    private static Class<?> declaringClass(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return type;
        }
        return element instanceof Parameter parameter
                ? parameter.getDeclaringExecutable().getDeclaringClass()
                : ((Member) element).getDeclaringClass();
    }

    private BuiltImage built(ImageDeclaration image) throws IOException {
        return live(image).built().get(() -> {
            Optional<BuiltImage> base = Optional.empty();
            if (image.definition().base() instanceof ImageBase.Declared declared) {
                Found<ImageDeclaration> found = baseOf(image, declared).orElseThrow();
                base = Optional.of(new Making(found.scope()).built(found.declaration()));
            }
            return build(image, base);
        });
    }

    private BuiltImage build(ImageDeclaration image, Optional<BuiltImage> base) throws IOException {
        ImageBuilds builds = scope.run().builds();
        List<LayerSource.Located> sources = locate(image);
        try {
            return builds.build(image.definition(), files(image), sources, base);
        } catch (IOException | RuntimeException e) {
            throw image.site().failure("cannot build the image: ", e);
        }
    }

    /** Returns the image, built and pushed now if it was not. */
    PushedImage pushed(ImageDeclaration image) throws IOException {
        return live(image).pushed().get(() -> {
            BuiltImage built = built(image);
            Optional<Found<RegistryDeclaration>> declared = registryOf(image);
            TestRegistry registry = declared.isPresent()
                    ? scope.running(declared.get())
                    : scope.run().registry();
            try {
                return registry.push(image.definition(), built, scope.run().dockdash());
            } catch (IOException e) {
                throw image.site().failure("cannot push the image: ", e);
            }
        });
    }

    /** Returns the registry, which runs from now on at the latest. */
    TestRegistry running(RegistryDeclaration registry) {
        LiveRegistry live = registry.definition().shared()
                ? scope.run().shared(registry.definition())
                : Stored.registry(
                        place().storeOf(registry),
                        registry.key(),
                        () -> scope.run().live(registry.definition()));
        try {
            return live.running();
        } catch (IOException e) {
            throw registry.site().failure("cannot start the registry: ", e);
        }
    }

    private LiveImage live(ImageDeclaration image) {
        return Stored.image(place().storeOf(image), image.key());
    }
}

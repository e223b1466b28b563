package com.example.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Everything that users see has a comment, and each package a page with an example. Doclint checks the rest in the build;
 * its own rule for what is missing wants a {@code @param} and {@code @return} for each name as well.
 */
class PublicCommentsTest {

    private static final Set<Modifier> VISIBLE = Set.of(Modifier.PUBLIC, Modifier.PROTECTED);

    @ParameterizedTest
    @FieldSource("com.example.sample.docs.LibrarySources#MODULES")
    void nothingPublicIsWithoutComment(String module) throws IOException {
        List<String> missing = new ArrayList<>();
        LibrarySources.parse(module, (unit, comments) -> new Search(comments, missing).scan(unit, null));
        assertThat(missing).isEmpty();
    }

    @Test
    void eachPackagePageHasAnExample() throws IOException {
        for (String module : LibrarySources.MODULES) {
            List<Path> pages = LibrarySources.of(module).stream()
                    .filter(file -> file.endsWith("package-info.java"))
                    .toList();
            assertThat(pages)
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(page).content().contains("<pre>{@code"));
        }
    }

    /** Collects what is visible from outside and has no comment; classes that are not visible are not entered. */
    private static final class Search extends TreePathScanner<Void, Void> {

        private final DocTrees comments;
        private final List<String> missing;

        Search(DocTrees comments, List<String> missing) {
            this.comments = comments;
            this.missing = missing;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!isVisible(type.getModifiers())) {
                return null;
            }
            require(type.getSimpleName());
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (!overrides && isVisible(method.getModifiers())) {
                require(method.getName());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void unused) {
            if (isVisible(field.getModifiers())) {
                require(field.getName());
            }
            return null;
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            boolean isOfInterface = parent.getKind() == Kind.INTERFACE || parent.getKind() == Kind.ANNOTATION_TYPE;
            return isOfInterface || modifiers.getFlags().stream().anyMatch(VISIBLE::contains);
        }

        private void require(CharSequence name) {
            if (comments.getDocComment(getCurrentPath()) == null) {
                missing.add(
                        getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + name);
            }
        }
    }
}

package com.example.sample.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTreePath;
import com.sun.source.util.DocTreePathScanner;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tag {@code <pre>} of a comment holds.
 *
 * @param code as readers see it
 * @param line where it begins
 */
record JavadocExample(String file, long line, String code) {

    static List<JavadocExample> of(String module) throws IOException {
        List<JavadocExample> found = new ArrayList<>();
        LibrarySources.parse(module, (unit, comments) -> new Declarations(comments, found).scan(unit, null));
        return found;
    }

    private static final class Declarations extends TreePathScanner<Void, Void> {

        private final DocTrees comments;
        private final List<JavadocExample> found;

        Declarations(DocTrees comments, List<JavadocExample> found) {
            this.comments = comments;
            this.found = found;
        }

        @Override
        public Void visitPackage(PackageTree declared, Void unused) {
            readComment();
            return super.visitPackage(declared, null);
        }

        @Override
        public Void visitClass(ClassTree declared, Void unused) {
            readComment();
            return super.visitClass(declared, null);
        }

        @Override
        public Void visitMethod(MethodTree declared, Void unused) {
            readComment();
            return super.visitMethod(declared, null);
        }

        @Override
        public Void visitVariable(VariableTree declared, Void unused) {
            readComment();
            return super.visitVariable(declared, null);
        }

        private void readComment() {
            DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                new Preformatted(comments, found).scan(new DocTreePath(getCurrentPath(), comment), null);
            }
        }
    }

    /** The code between {@code <pre>} and {@code </pre>}; more than one tag is there where one would end the comment. */
    private static final class Preformatted extends DocTreePathScanner<Void, Void> {

        private final DocTrees comments;
        private final List<JavadocExample> found;
        private final StringBuilder code = new StringBuilder();
        private long line;

        Preformatted(DocTrees comments, List<JavadocExample> found) {
            this.comments = comments;
            this.found = found;
        }

        @Override
        public Void visitStartElement(StartElementTree tag, Void unused) {
            if (tag.getName().contentEquals("pre")) {
                code.setLength(0);
            }
            return super.visitStartElement(tag, null);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void unused) {
            if (code.isEmpty()) {
                line = lineOf(literal);
            }
            code.append(literal.getBody().getBody());
            return super.visitLiteral(literal, null);
        }

        @Override
        public Void visitEndElement(EndElementTree tag, Void unused) {
            if (tag.getName().contentEquals("pre")) {
                found.add(new JavadocExample(unit().getSourceFile().getName(), line, code.toString()));
            }
            return super.visitEndElement(tag, null);
        }

        private long lineOf(LiteralTree literal) {
            long start = comments.getSourcePositions()
                    .getStartPosition(unit(), getCurrentPath().getDocComment(), literal.getBody());
            return unit().getLineMap().getLineNumber(start);
        }

        private CompilationUnitTree unit() {
            return getCurrentPath().getTreePath().getCompilationUnit();
        }
    }
}

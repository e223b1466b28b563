package dev.dockdash.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;

/** Names classes and their members as a reader finds them in the source. */
final class ElementName {

    private ElementName() {}

    /** Returns a text such as {@code class demo.WebTest} or {@code field [static String demo.WebTest.web]}. */
    static String of(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return "class " + type.getName();
        }
        if (element instanceof Field field) {
            return "field " + of(field);
        }
        if (element instanceof Parameter parameter) {
            return "parameter [" + parameter.getType().getSimpleName() + " " + parameter.getName() + "] of "
                    + of(parameter.getDeclaringExecutable());
        }
        return element instanceof Executable executable ? of(executable) : element.toString();
    }

    /** Returns a text such as {@code [private final String demo.WebTest.web]}. */
    static String of(Field field) {
        String modifiers = Modifier.toString(field.getModifiers());
        return "[" + modifiers + (modifiers.isEmpty() ? "" : " ")
                + field.getType().getSimpleName() + " "
                + field.getDeclaringClass().getName() + "." + field.getName() + "]";
    }

    private static String of(Executable executable) {
        String className = executable.getDeclaringClass().getName();
        return executable instanceof Constructor<?>
                ? "the constructor of " + className
                : "method " + className + "." + executable.getName();
    }
}

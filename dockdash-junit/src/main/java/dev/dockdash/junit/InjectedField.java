package dev.dockdash.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A field that something is injected into.
 *
 * @param field the field
 * @param injection what is asked for
 */
record InjectedField(Field field, Injection injection) {

    /**
     * Returns the annotated fields of a class itself, in the order of their declaration; those of a record are set by its
     * constructor and left out.
     */
    static List<Field> annotatedIn(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            boolean ofRecord = type.isRecord() && !Modifier.isStatic(field.getModifiers());
            if (!ofRecord && !field.isSynthetic() && Injection.of(field).isAnnotated()) {
                fields.add(field);
            }
        }
        return fields;
    }

    /**
     * Returns the fields of a class and its superclasses, superclass first.
     *
     * @param ofClass whether those of the class are asked for, and not those of its instances
     * @throws ExtensionConfigurationException if one is final or of a type that nothing can be injected into
     */
    static List<InjectedField> of(Class<?> type, boolean ofClass) {
        List<InjectedField> fields = new ArrayList<>();
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && superclass != Object.class) {
            fields.addAll(of(superclass, ofClass));
        }
        for (Field field : annotatedIn(type)) {
            if (Modifier.isStatic(field.getModifiers()) == ofClass) {
                fields.add(of(field));
            }
        }
        return fields;
    }

    private static InjectedField of(Field field) {
        Injection injection = Injection.of(field);
        if (Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException(
                    injection.annotation() + " field " + ElementName.of(field) + " must not be final.");
        }
        injection.problem().ifPresent(problem -> {
            throw new ExtensionConfigurationException(problem);
        });
        return new InjectedField(field, injection);
    }

    /** Sets the field of an instance, or of the class if there is none. */
    void set(Optional<Object> instance, Object value) {
        try {
            field.setAccessible(true);
            field.set(instance.orElse(null), value);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new ExtensionConfigurationException(
                    "Cannot set field " + ElementName.of(field) + ": " + e.getMessage(), e);
        }
    }
}

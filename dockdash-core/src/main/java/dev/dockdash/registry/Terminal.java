package dev.dockdash.registry;

import java.io.Console;
import java.util.Optional;

/** Tells whether someone watches. */
final class Terminal {

    private Terminal() {}

    static boolean isThere() {
        return Optional.ofNullable(System.console())
                .filter(Terminal::isTerminal)
                .isPresent();
    }

    /** From Java 22 on there is a console without a terminal too, and a method that Java 17 lacks tells them apart. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}

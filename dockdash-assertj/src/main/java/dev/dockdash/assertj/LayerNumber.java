package dev.dockdash.assertj;

/** Numbers of layers, counted from the base layer, 0. */
final class LayerNumber {

    private LayerNumber() {}

    /**
     * Refuses numbers that no layer can have.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    static void require(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("Invalid layer " + index + ": expected a number from 0, the base layer");
        }
    }
}

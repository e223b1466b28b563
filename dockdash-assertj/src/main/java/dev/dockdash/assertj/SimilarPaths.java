package dev.dockdash.assertj;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a missing path may have been meant to be: the same name elsewhere, or a path that is written much like it. */
final class SimilarPaths {

    private static final int MAX = 5;

    /** Of so many letters one may be wrong. */
    private static final int LETTERS_PER_MISTAKE = 5;

    private final String wanted;
    private final int mistakes;

    private SimilarPaths(String wanted) {
        this.wanted = wanted;
        this.mistakes = 1 + wanted.length() / LETTERS_PER_MISTAKE;
    }

    /** Returns at most five of these canonical paths, the nearest first. */
    static List<String> of(String wanted, Collection<String> paths) {
        SimilarPaths similar = new SimilarPaths(wanted);
        record Candidate(String path, int distance) {}
        return paths.stream()
                .filter(similar::isSimilar)
                .map(path -> new Candidate(path, similar.distance(path)))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::path))
                .limit(MAX)
                .map(Candidate::path)
                .toList();
    }

    private boolean isSimilar(String path) {
        return !path.equals(wanted)
                && (CanonicalPath.name(path).equals(CanonicalPath.name(wanted)) || isWrittenMuchLike(path));
    }

    private boolean isWrittenMuchLike(String path) {
        return Math.abs(path.length() - wanted.length()) <= mistakes && distance(path) <= mistakes;
    }

    /** Returns how many letters must be put in, left out or changed, whatever their case. */
    private int distance(String path) {
        String from = wanted.toLowerCase(Locale.ROOT);
        String to = path.toLowerCase(Locale.ROOT);
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[to.length()];
    }
}

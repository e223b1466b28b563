package dev.dockdash.assertj;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a failure: a sentence, then labelled lines whose values stand in one column. */
final class Message {

    /** Of a list no more than this is shown. */
    static final int MAX_SHOWN = 20;

    private static final String NONE = "none";

    private final String sentence;
    private final List<Map.Entry<String, List<String>>> fields = new ArrayList<>();

    private Message(String sentence) {
        this.sentence = sentence;
    }

    static Message expecting(String what) {
        return new Message("Expecting " + what);
    }

    /** Returns a message of that sentence. */
    static Message of(String sentence) {
        return new Message(sentence);
    }

    /** Adds a labelled value. */
    Message with(String label, String value) {
        fields.add(Map.entry(label, List.of(value)));
        return this;
    }

    /** Adds a labelled list, one value a line and cut when it is long; nothing when it is empty. */
    Message withEach(String label, Collection<String> values) {
        if (!values.isEmpty()) {
            fields.add(Map.entry(label, shown(values)));
        }
        return this;
    }

    /** Adds a labelled list on one line, cut when it is long. */
    Message withAll(String label, Collection<String> values) {
        return with(label, values.isEmpty() ? NONE : String.join(", ", shown(values)));
    }

    /** Returns a value as it is shown: texts in quotes, so that blanks at their ends can be seen. */
    static String show(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Message::show).orElse(NONE);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Message::show).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? '"' + text + '"' : value.toString();
    }

    private static List<String> shown(Collection<String> values) {
        if (values.size() <= MAX_SHOWN) {
            return List.copyOf(values);
        }
        String rest = "… " + (values.size() - MAX_SHOWN) + " more"
                + FullList.write(values)
                        .map(file -> ", all in " + file.toString().replace('\\', '/'))
                        .orElse("");
        return Stream.concat(values.stream().limit(MAX_SHOWN), Stream.of(rest)).toList();
    }

    @Override
    public String toString() {
        int width =
                fields.stream().mapToInt(field -> field.getKey().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(sentence);
        for (Map.Entry<String, List<String>> field : fields) {
            String label = field.getKey() + ":";
            for (String line : field.getValue()) {
                text.append("\n  ").append(label).append(" ".repeat(width + 2 - label.length()));
                text.append(line);
                label = "";
            }
        }
        return text.toString();
    }
}

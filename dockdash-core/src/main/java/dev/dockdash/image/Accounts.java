package dev.dockdash.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The users and groups of an image, as its own {@code /etc/passwd} and {@code /etc/group} have them. Immutable.
 *
 * <p>Lines that make no sense are left out. Of two names for a number the first one counts, as in C libraries.
 */
public final class Accounts {

    /** No image has so many users; what is beyond is not read. */
    private static final int MAX_LENGTH = 4 << 20;

    private final Map<String, Long> uids;
    private final Map<String, Long> gids;
    private final Map<Long, String> userNames;
    private final Map<Long, String> groupNames;

    private Accounts(Map<String, Long> uids, Map<String, Long> gids) {
        this.uids = uids;
        this.gids = gids;
        this.userNames = inverse(uids);
        this.groupNames = inverse(gids);
    }

    static Accounts read(ImageFilesystem files) throws IOException {
        return new Accounts(read(files, "/etc/passwd"), read(files, "/etc/group"));
    }

    /** Returns the name of a user. */
    public Optional<String> userName(long uid) {
        return Optional.ofNullable(userNames.get(uid));
    }

    /** Returns the name of a group. */
    public Optional<String> groupName(long gid) {
        return Optional.ofNullable(groupNames.get(gid));
    }

    /** Returns the number of a user. */
    public OptionalLong uid(String userName) {
        return number(uids, userName);
    }

    /** Returns the number of a group. */
    public OptionalLong gid(String groupName) {
        return number(gids, groupName);
    }

    private static OptionalLong number(Map<String, Long> numbers, String name) {
        Long number = numbers.get(name);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Map<String, Long> read(ImageFilesystem files, String path) throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        if (files.resolve(path).filter(FileEntry::isRegularFile).isEmpty()) {
            return numbers;
        }
        String text;
        try (InputStream in = files.open(path)) {
            text = new String(in.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8);
        }
        text.lines().forEach(line -> readLine(line, numbers));
        return numbers;
    }

    /** Both files have the name first and the number third. */
    private static void readLine(String line, Map<String, Long> numbers) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && !fields[0].isEmpty() && fields[2].matches("[0-9]{1,10}")) {
            numbers.putIfAbsent(fields[0], Long.parseLong(fields[2]));
        }
    }

    private static Map<Long, String> inverse(Map<String, Long> numbers) {
        Map<Long, String> names = new HashMap<>();
        numbers.forEach((name, number) -> names.putIfAbsent(number, name));
        return names;
    }
}

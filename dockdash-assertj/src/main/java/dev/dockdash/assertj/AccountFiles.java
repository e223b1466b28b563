package dev.dockdash.assertj;

import dev.dockdash.image.FileType;
import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The users and groups that an image has in {@code /etc}, and who its processes are by them.
 *
 * @param users the lines of {@code /etc/passwd}
 * @param groups the lines of {@code /etc/group}
 */
record AccountFiles(List<User> users, List<Group> groups) {

    private static final int LONGEST_ID = 18;

    /**
     * A line of {@code /etc/passwd}.
     *
     * @param name the name
     * @param password the second field, {@code x} where {@code /etc/shadow} has it
     * @param uid the number
     * @param gid the number of its first group
     */
    record User(String name, String password, long uid, long gid) {}

    /**
     * A line of {@code /etc/group}.
     *
     * @param name the name
     * @param gid the number
     * @param members the names of users for whom it is a further group
     */
    record Group(String name, long gid, List<String> members) {}

    /**
     * Reads both files; one that is not there has no lines, and lines of another form are left out, as by the C library.
     *
     * @throws IOException if a layer cannot be read
     */
    static AccountFiles of(ImageFilesystem filesystem) throws IOException {
        List<User> users = new ArrayList<>();
        for (List<String> fields : read(filesystem, "/etc/passwd")) {
            if (fields.size() >= 4 && isNumber(fields.get(2)) && isNumber(fields.get(3))) {
                users.add(new User(fields.get(0), fields.get(1), number(fields.get(2)), number(fields.get(3))));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (List<String> fields : read(filesystem, "/etc/group")) {
            if (fields.size() >= 3 && isNumber(fields.get(2))) {
                String members = fields.size() > 3 ? fields.get(3) : "";
                groups.add(new Group(fields.get(0), number(fields.get(2)), List.of(members.split(",", -1))));
            }
        }
        return new AccountFiles(List.copyOf(users), List.copyOf(groups));
    }

    /** Returns the fields of each line of such a file, {@code /etc/shadow} included. */
    static List<List<String>> read(ImageFilesystem filesystem, String path) throws IOException {
        if (filesystem
                .resolve(path)
                .filter(file -> file.type() == FileType.REGULAR_FILE)
                .isEmpty()) {
            return List.of();
        }
        return new String(filesystem.readAllBytes(path), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split(":", -1)))
                .toList();
    }

    /**
     * Returns who a container runs as by the user of a config, such as {@code app}, {@code 1000:staff} or nothing, which
     * is root; empty if a name in it is none of the image's.
     */
    Optional<Identity> identity(String user) {
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        String group = colon < 0 ? "" : user.substring(colon + 1);
        Optional<User> account = user(name.isEmpty() ? "0" : name);
        if (account.isEmpty() && !name.isEmpty() && !isNumber(name)) {
            return Optional.empty();
        }
        long uid = account.map(User::uid).orElseGet(() -> name.isEmpty() ? 0 : number(name));
        long ownGid = account.map(User::gid).orElse(0L);
        if (group.isEmpty()) {
            return Optional.of(new Identity(
                    user.isEmpty() ? "root" : user,
                    uid,
                    ownGid,
                    account.map(this::furtherGroups).orElse(Set.of())));
        }
        OptionalLong gid = gid(group);
        return gid.isEmpty() ? Optional.empty() : Optional.of(new Identity(user, uid, gid.getAsLong(), Set.of()));
    }

    /** Returns the line of a user by name or, where no name is so, by number. */
    private Optional<User> user(String nameOrNumber) {
        return first(users, user -> user.name().equals(nameOrNumber))
                .or(() -> isNumber(nameOrNumber)
                        ? first(users, user -> user.uid() == number(nameOrNumber))
                        : Optional.empty());
    }

    private OptionalLong gid(String nameOrNumber) {
        Optional<Group> named = first(groups, group -> group.name().equals(nameOrNumber));
        if (named.isPresent()) {
            return OptionalLong.of(named.get().gid());
        }
        return isNumber(nameOrNumber) ? OptionalLong.of(number(nameOrNumber)) : OptionalLong.empty();
    }

    private Set<Long> furtherGroups(User user) {
        return groups.stream()
                .filter(group -> group.members().contains(user.name()) && group.gid() != user.gid())
                .map(Group::gid)
                .collect(Collectors.toSet());
    }

    private static <T> Optional<T> first(List<T> lines, Predicate<T> wanted) {
        return lines.stream().filter(wanted).findFirst();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}

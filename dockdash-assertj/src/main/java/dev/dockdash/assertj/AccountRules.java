package dev.dockdash.assertj;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lint rules about users and groups. */
final class AccountRules {

    private static final String PASSWD = "/etc/passwd";
    private static final String SHADOW = "/etc/shadow";
    private static final String GROUP = "/etc/group";

    private AccountRules() {}

    static List<LintFinding> emptyPasswords(LintedImage image) throws IOException {
        List<LintFinding> findings = new ArrayList<>();
        for (AccountFiles.User user : image.accounts().users()) {
            if (user.password().isEmpty()) {
                findings.add(new LintFinding(PASSWD, "user " + user.name() + " in " + PASSWD));
            }
        }
        for (List<String> fields : AccountFiles.read(image.filesystem(), SHADOW)) {
            if (fields.size() > 1 && fields.get(1).isEmpty()) {
                findings.add(new LintFinding(SHADOW, "user " + fields.get(0) + " in " + SHADOW));
            }
        }
        return findings;
    }

    static List<LintFinding> duplicates(LintedImage image) {
        List<LintFinding> findings = new ArrayList<>();
        AccountFiles accounts = image.accounts();
        addDuplicates(
                findings, PASSWD, "user name", accounts.users(), AccountFiles.User::name, AccountFiles.User::name);
        addDuplicates(
                findings, PASSWD, "user number", accounts.users(), AccountFiles.User::uid, AccountFiles.User::name);
        addDuplicates(
                findings, GROUP, "group name", accounts.groups(), AccountFiles.Group::name, AccountFiles.Group::name);
        addDuplicates(
                findings, GROUP, "group number", accounts.groups(), AccountFiles.Group::gid, AccountFiles.Group::name);
        return findings;
    }

    private static <T> void addDuplicates(
            List<LintFinding> findings,
            String file,
            String what,
            List<T> lines,
            Function<T, Object> key,
            Function<T, String> name) {
        Map<Object, List<String>> names = new LinkedHashMap<>();
        lines.forEach(line ->
                names.computeIfAbsent(key.apply(line), any -> new ArrayList<>()).add(name.apply(line)));
        names.forEach((value, owners) -> {
            if (owners.size() > 1) {
                findings.add(
                        new LintFinding(file, what + " " + value + " of " + String.join(", ", owners) + " in " + file));
            }
        });
    }
}

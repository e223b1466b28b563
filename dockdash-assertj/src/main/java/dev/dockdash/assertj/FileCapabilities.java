package dev.dockdash.assertj;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The capabilities that a file gives to its process, as the attribute {@code security.capability} has them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7)</a>
 */
final class FileCapabilities {

    static final String ATTRIBUTE = "security.capability";

    private static final List<String> NAMES =
            Arrays.asList(("chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap"
                            + " linux_immutable net_bind_service net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module"
                            + " sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin sys_boot sys_nice sys_resource sys_time"
                            + " sys_tty_config mknod lease audit_write audit_control setfcap mac_override mac_admin syslog"
                            + " wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore")
                    .split(" ", -1));

    private static final String PREFIX = "cap_";
    private static final int SHORT_FORM = 12;

    private FileCapabilities() {}

    /**
     * Returns the name as it is written here, {@code cap_net_raw}.
     *
     * @throws IllegalArgumentException if there is no such capability
     */
    static String require(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
        if (!NAMES.contains(plain)) {
            throw new IllegalArgumentException(
                    "Invalid capability \"" + name + "\": expected a name such as cap_net_bind_service");
        }
        return PREFIX + plain;
    }

    /** Returns the names of the permitted capabilities; none if the attribute has an unknown form. */
    static List<String> permitted(String attribute) {
        byte[] bytes = attribute.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < SHORT_FORM) {
            return List.of();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long low = buffer.getInt(4) & 0xffffffffL;
        long high = bytes.length >= SHORT_FORM + 8 ? buffer.getInt(SHORT_FORM) & 0xffffffffL : 0;
        long permitted = high << 32 | low;
        return IntStream.range(0, NAMES.size())
                .filter(bit -> (permitted >> bit & 1) != 0)
                .mapToObj(bit -> PREFIX + NAMES.get(bit))
                .toList();
    }
}

package dev.dockdash.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The hosts of the variable {@code NO_PROXY}: names with their subdomains, addresses, networks, and {@code *}. */
record NoProxy(List<String> entries) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");

    NoProxy {
        entries = List.copyOf(entries);
    }

    static NoProxy parse(String list) {
        return new NoProxy(Arrays.stream(SEPARATOR.split(list.toLowerCase(Locale.ROOT)))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    /**
     * Tells whether a host is one of these.
     *
     * @param host a name, or an address without brackets
     */
    boolean matches(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return entries.stream().anyMatch(entry -> matches(entry, name, port));
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.indexOf('/') >= 0) {
            return ADDRESS.matcher(host).matches() && isInNetwork(entry, host);
        }
        String name = withoutPort(entry, port);
        if (name.startsWith("*.")) {
            return host.endsWith(name.substring(1));
        }
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    /** An entry with another port matches nothing. */
    private static String withoutPort(String entry, int port) {
        String suffix = ":" + port;
        boolean bracketed = entry.startsWith("[");
        boolean onlyColon = entry.indexOf(':') >= 0 && entry.indexOf(':') == entry.lastIndexOf(':');
        String name = (bracketed || onlyColon) && entry.endsWith(suffix)
                ? entry.substring(0, entry.length() - suffix.length())
                : entry;
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    private static boolean isInNetwork(String network, String host) {
        int slash = network.indexOf('/');
        if (!ADDRESS.matcher(network.substring(0, slash)).matches()) {
            return false;
        }
        try {
            byte[] prefix = InetAddress.getByName(network.substring(0, slash)).getAddress();
            byte[] address = InetAddress.getByName(host).getAddress();
            return sameBits(prefix, address, Integer.parseInt(network.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean sameBits(byte[] a, byte[] b, int bits) {
        if (a.length != b.length || bits < 0 || bits > a.length * 8) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((a[i / 8] & mask) != (b[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The TCP sockets of this process as Linux tells them: addresses as hexadecimal words. */
public final class OwnSockets {
    private static final Path SELF = Path.of("/proc/self");
    private static final String LISTENS = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final Set<String> LOOPBACK_6 =
            Set.of("00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

    private OwnSockets() {}

    /** {@code ADDRESS:port} of those that listen. */
    public static Set<String> listening() throws IOException {
        Set<String> own = inodes();
        Set<String> sockets = new TreeSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path path = SELF.resolve(table);
            if (!Files.exists(path)) {
                continue;
            }
            for (String line : Files.readAllLines(path)) {
                String[] words = line.trim().split(" +");
                if (words[STATE].equals(LISTENS) && own.contains(words[INODE])) {
                    int colon = words[LOCAL].indexOf(':');
                    int port = Integer.parseInt(words[LOCAL].substring(colon + 1), 16);
                    sockets.add(words[LOCAL].substring(0, colon) + ":" + port);
                }
            }
        }
        return sockets;
    }

    /** Whether it can be reached from this machine only. */
    public static boolean isLoopback(String socket) {
        String address = socket.substring(0, socket.indexOf(':'));
        return address.length() == 8 ? address.endsWith("7F") : LOOPBACK_6.contains(address);
    }

    private static Set<String> inodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(SELF.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (NoSuchFileException e) {
                    inodes.remove(descriptor.toString());
                }
            }
        }
        return inodes;
    }
}

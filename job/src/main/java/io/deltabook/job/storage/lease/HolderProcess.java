// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A process, told apart from every other one.
 *
 * @param host name of its machine or container, for people
 * @param pid its number there
 * @param kernel the running kernel and the process's name space of numbers; empty where the system
 *     does not tell
 * @param started the kernel's ticks at its start
 */
record HolderProcess(String host, long pid, String kernel, long started) {
    private static final Path PROC = Path.of("/proc");
    private static final int STARTED = 19;
    private static final long UNKNOWN = -1;
    private static final HolderProcess CURRENT = ofThisJvm();

    /** This one. */
    static HolderProcess current() {
        return CURRENT;
    }

    private static HolderProcess ofThisJvm() {
        long pid = ProcessHandle.current().pid();
        try {
            String kernel =
                    text(PROC.resolve("sys/kernel/random/boot_id"))
                            + " "
                            + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
            return new HolderProcess(thisHost(), pid, kernel, started(pid));
        } catch (IOException | RuntimeException e) {
            return new HolderProcess(thisHost(), pid, "", UNKNOWN);
        }
    }

    private static String thisHost() {
        try {
            return text(PROC.resolve("sys/kernel/hostname"));
        } catch (IOException e) {
            return hostByName();
        }
    }

    private static String hostByName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    /** Whether it certainly runs on another machine, or in a container of its own. */
    boolean isElsewhere() {
        return !kernel.isEmpty() && !CURRENT.kernel.isEmpty() && !kernel.equals(CURRENT.kernel);
    }

    /**
     * Whether it certainly ended: it ran on this kernel, and no process there has its number and
     * its start. Of another machine's process this is not known.
     */
    boolean isGone() {
        if (kernel.isEmpty() || !kernel.equals(CURRENT.kernel)) {
            return false;
        }
        try {
            // Some systems hide what other users run.
            text(PROC.resolve("1/stat"));
            return started(pid) != started;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Ticks at the start of a process; {@link #UNKNOWN} if none runs under this number. */
    private static long started(long pid) throws IOException {
        String stat;
        try {
            stat = text(PROC.resolve(pid + "/stat"));
        } catch (NoSuchFileException e) {
            return UNKNOWN;
        }
        // The name, in brackets, may have spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean hasEnded = fields[0].equals("Z") || fields[0].equals("X");
        return hasEnded ? UNKNOWN : Long.parseLong(fields[STARTED]);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    }
}

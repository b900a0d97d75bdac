// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import java.util.Map;

/** The heap that the launcher gives to a run. */
public final class RunHeap {
    private static final String ASKED = "DELTABOOK_HEAP";
    private static final int MIB_BITS = 20;
    private static final int GIB_BITS = 30;

    private RunHeap() {}

    /** Of this machine and environment, bytes. */
    public static long bytes() {
        return ExecutableJar.isUsed()
                ? Runtime.getRuntime().maxMemory()
                : bytes(System.getenv(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * As the launcher calculates it.
     *
     * @param cores processor cores of the machine
     */
    static long bytes(Map<String, String> environment, int cores) {
        String asked = environment.getOrDefault(ASKED, "");
        if (!asked.matches("[1-9][0-9]{0,8}[mMgG]")) {
            return JvmOptions.ofRun(cores).heapMegabytes() << MIB_BITS;
        }
        long number = Long.parseLong(asked.substring(0, asked.length() - 1));
        return number << (asked.matches(".*[gG]") ? GIB_BITS : MIB_BITS);
    }
}

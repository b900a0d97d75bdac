// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

/**
 * What a machine and this JVM have. {@link Long#MAX_VALUE} stands for no limit, or an unknown one.
 *
 * @param java the JVM
 * @param cores processor cores that this process may use
 * @param memoryBytes memory of the machine or the container, whichever is less
 * @param availableBytes memory that is available now
 * @param openFiles files that a process may have open
 * @param processes processes and threads that this user or container may have
 * @param nowMillis the clock, ms since 1970
 * @param output where the output would be
 * @param state where the state would be
 * @param temporary the folder for temporary files
 * @param portFault why the web UI's port cannot be had, null if it can
 */
public record MachineFacts(
        JvmFacts java,
        int cores,
        long memoryBytes,
        long availableBytes,
        long openFiles,
        long processes,
        long nowMillis,
        FolderFacts output,
        FolderFacts state,
        FolderFacts temporary,
        String portFault) {

    /**
     * The JVM.
     *
     * @param feature the 17 of 17.0.9
     * @param name version and maker
     * @param missing options that a run's JVM should have and this one lacks, with how to start it;
     *     null for none
     * @param classArchive the archive of classes that it uses, null for none
     * @param archiveScript what makes such an archive, null if there is none to be made
     */
    public record JvmFacts(
            int feature, String name, String missing, String classArchive, String archiveScript) {}
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import java.nio.file.Path;

/**
 * A folder that a run would write to, or the nearest one above it that exists.
 *
 * @param folder the folder that was looked at, which exists
 * @param fault why it cannot be written, null if it can
 * @param freeBytes what this user may still write
 * @param aheadMillis how far the times of its new files are ahead of this machine's clock
 * @param isExecuting whether programs and native libraries in it may be used
 */
public record FolderFacts(
        Path folder, String fault, long freeBytes, long aheadMillis, boolean isExecuting) {}

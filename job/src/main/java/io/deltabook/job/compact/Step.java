// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

/** Points of a compaction at which it may be interrupted. */
enum Step {
    /** A joined file is written and synced, in the working folder. */
    FILE_WRITTEN,
    /** An hour's new folder is complete and checked. */
    HOUR_STAGED,
    /** The journal names the hours that will be replaced. */
    JOURNAL_WRITTEN,
    /** The hour's folder has been moved out, the new one is not in place yet. */
    HOUR_TAKEN_OUT,
    /** The new folder is in place. */
    HOUR_REPLACED,
    /** The manifest lists the new files. */
    MANIFEST_WRITTEN,
    /** The summary counts them. */
    SUMMARY_WRITTEN,
    /** The parts of an hour are deleted. */
    PARTS_DELETED,
    /** The journal is deleted; working folders may remain. */
    JOURNAL_DELETED
}

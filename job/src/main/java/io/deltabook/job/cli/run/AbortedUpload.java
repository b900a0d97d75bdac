// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import java.nio.file.Path;

/** Tells a job that cannot go on because a store no longer has what a checkpoint owes it. */
final class AbortedUpload {
    /** S3's code for an upload that was aborted or completed. */
    private static final String CODE = "NoSuchUpload";

    private AbortedUpload() {}

    /**
     * What happened and the way out.
     *
     * @param error an error of the job, in one line
     * @return null if it is another error
     */
    static String explain(String error, Path output) {
        return error.contains(CODE)
                ? "[%s] the uploads that the newest checkpoint owes the output must still be in the store, but one is gone (%s), as if a rule of the bucket or a user had aborted it: its rows cannot be committed any more, so start a new run with another --output and --state (docs/object-stores.md)"
                        .formatted(output, CODE)
                : null;
    }
}

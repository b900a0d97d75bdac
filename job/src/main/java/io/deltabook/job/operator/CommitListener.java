// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.operator;

import java.io.IOException;
import java.io.Serializable;

/** Is told, where the job writes, of each checkpoint whose rows are committed. */
public interface CommitListener extends Serializable {
    /** Accepts the checkpoint's number; numbers rise within a job. */
    void committed(long checkpoint) throws IOException;
}

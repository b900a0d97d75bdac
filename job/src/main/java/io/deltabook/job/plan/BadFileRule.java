// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.BadFileException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a file turns out to be bad while a run is planned. */
final class BadFileRule {
    private static final Logger LOG = LoggerFactory.getLogger(BadFileRule.class);

    private BadFileRule() {}

    /**
     * Tolerates a bad file, if bad files do not stop the run.
     *
     * @param failure what reading the file ended with
     * @param consequence what planning does without the file, for the log
     * @return what is wrong with the file
     * @throws BadInputException if bad files stop the run, or the file could not be read at all
     */
    static String tolerated(IOException failure, BadFilePolicy policy, String consequence) {
        if (!(failure instanceof BadFileException bad)) {
            throw new BadInputException(failure.getMessage(), failure);
        }
        if (policy == BadFilePolicy.FAIL) {
            throw new BadInputException(
                    bad.getMessage() + "; set source.on-bad-file: skip to leave such files out",
                    bad);
        }
        LOG.warn("{}: {}", consequence, bad.getMessage());
        return bad.problem();
    }
}

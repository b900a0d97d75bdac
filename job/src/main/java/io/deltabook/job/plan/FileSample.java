// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.profile.LaneSample;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** The files that decide for all files: the first, the middle and the last. */
final class FileSample {
    private final BadFilePolicy onBadFile;

    /** Examines one file. */
    interface Look {
        void at(SurveyedFile file) throws IOException;
    }

    FileSample(BadFilePolicy onBadFile) {
        this.onBadFile = onBadFile;
    }

    /**
     * Examines the sampled files, except those known to be bad.
     *
     * @throws BadInputException if one turns out to be damaged and bad files stop the run, or it
     *     cannot be read
     */
    void look(Collection<SurveyedFile> files, Look look) {
        List<SurveyedFile> good = files.stream().filter(file -> !file.isBad()).toList();
        for (SurveyedFile file : LaneSample.files(good)) {
            try {
                look.at(file);
            } catch (IOException e) {
                BadFileRule.tolerated(e, onBadFile, "Planned from the rows before the damage");
            }
        }
    }
}

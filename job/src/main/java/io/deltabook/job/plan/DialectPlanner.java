// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides the dialect of a lane group, which all its files must share. */
final class DialectPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(DialectPlanner.class);

    private final SourceConf conf;

    DialectPlanner(SourceConf conf) {
        this.conf = conf;
    }

    /**
     * The dialect of a group's files.
     *
     * @throws BadInputException naming two files whose dialects differ
     */
    DeltaDialect dialect(Collection<LaneId> lanes, List<SurveyedFile> files) {
        SurveyedFile first = null;
        for (SurveyedFile file : files) {
            if (!file.isBad()) {
                first = first == null ? file : first;
                requireSame(first, file);
            }
        }
        if (first == null) {
            DeltaDialect asked = conf.format().dialect();
            return asked == null ? DeltaDialect.NATIVE : asked;
        }
        DeltaDialect dialect = first.facts().dialect();
        String reason = first.facts().dialectReason();
        LOG.debug("{} dialect {}: {}", lanes, dialect.word(), reason);
        return dialect;
    }

    private static void requireSame(SurveyedFile first, SurveyedFile file) {
        if (file.facts().dialect() != first.facts().dialect()) {
            throw new BadInputException(
                    "the files of a lane must have one dialect, but %s and %s; set source.dialect, or give the files in two runs"
                            .formatted(described(first), described(file)));
        }
    }

    private static String described(SurveyedFile file) {
        return "[%s] is %s (%s)"
                .formatted(
                        file.planned().path(),
                        file.facts().dialect().word(),
                        file.facts().dialectReason());
    }
}

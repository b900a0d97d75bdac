// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.profile.DeltaFileFacts;
import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens each file once and describes its content or, by policy, what is wrong with it. */
final class FileInspector {
    private static final Logger LOG = LoggerFactory.getLogger(FileInspector.class);

    private static final String YES = "Yes";

    private final SourceConf conf;
    private int files;
    private int filesWithGaps;
    private FoundFile firstWithGaps;

    FileInspector(SourceConf conf) {
        this.conf = conf;
    }

    /** Inspects files, several at a time; the results are in their order. */
    List<SurveyedFile> inspectAll(List<FoundFile> found) {
        List<Callable<SurveyedFile>> tasks = new ArrayList<>();
        found.forEach(file -> tasks.add(() -> survey(file)));
        try {
            List<SurveyedFile> surveyed =
                    found.stream().anyMatch(file -> Place.isRemote(file.path()))
                            ? LaneTasks.run(RemoteListing.REQUESTS, tasks)
                            : LaneTasks.run(tasks);
            surveyed.forEach(this::count);
            return surveyed;
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /**
     * Inspects one file.
     *
     * @throws BadInputException if it is bad and bad files stop the run, or it cannot be read
     */
    SurveyedFile inspect(FoundFile file) {
        SurveyedFile surveyed = survey(file);
        count(surveyed);
        return surveyed;
    }

    private void count(SurveyedFile surveyed) {
        files++;
        if (surveyed.facts() != null && YES.equalsIgnoreCase(surveyed.facts().containsGaps())) {
            firstWithGaps = filesWithGaps == 0 ? surveyed.found() : firstWithGaps;
            filesWithGaps++;
        }
    }

    private SurveyedFile survey(FoundFile file) {
        RowOwners owners =
                new RowOwners(file.exchange(), file.symbol(), conf.exchange(), conf.symbol());
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file.path(), BasicFileAttributes.class);
            return survey(file, owners, attributes);
        } catch (IOException e) {
            throw new BadInputException("[" + file.path() + "] cannot be read: " + e, e);
        }
    }

    /** Says once how many of the files inspected declare gaps in their recording. */
    void warnOfGaps() {
        if (filesWithGaps > 0) {
            LOG.warn(
                    "The footers of {} of {} files declare gaps in the recording, the first in [{}]; 'deltabook plan' shows their days",
                    filesWithGaps,
                    files,
                    firstWithGaps.path());
        }
    }

    private SurveyedFile survey(FoundFile file, RowOwners owners, BasicFileAttributes attributes) {
        DeltaFileFacts facts = null;
        String problem = null;
        InputTable table = file.table();
        try {
            table = table == null ? DeltaFileFacts.tableOf(file.path(), conf.format()) : table;
            facts = DeltaFileFacts.inspect(file.path(), table, conf.format(table), owners);
        } catch (IOException e) {
            problem = BadFileRule.tolerated(e, conf.onBadFile(), "Skipped");
        }
        PlannedFile planned =
                new PlannedFile(
                        file.path().toString(),
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis(),
                        facts == null ? 0 : facts.rows(),
                        owners,
                        problem,
                        Place.etag(file.path(), attributes));
        FoundFile resolved = file.withTable(table == null ? InputTable.DELTAS : table);
        return new SurveyedFile(resolved, planned, facts == null ? Set.of() : facts.lanes(), facts);
    }
}

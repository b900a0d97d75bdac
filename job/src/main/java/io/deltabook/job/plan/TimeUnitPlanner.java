// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.profile.TimeUnitScan;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides the units of a table's times that are plain numbers. */
final class TimeUnitPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(TimeUnitPlanner.class);

    private final FileSample sample;

    TimeUnitPlanner(BadFilePolicy onBadFile) {
        sample = new FileSample(onBadFile);
    }

    /**
     * The format with the units inferred from the files' values, where it does not define them.
     *
     * @throws BadInputException if two files differ in a unit
     */
    TableFormat decided(
            Collection<LaneId> lanes,
            InputTable table,
            TableFormat format,
            List<SurveyedFile> files) {
        Decision decision = new Decision();
        sample.look(
                files,
                file -> decision.add(file, TimeUnitScan.of(file.found().path(), table, format)));
        TimeUnits units = new TimeUnits(decision.event, decision.arrival);
        if (!units.equals(TimeUnits.OF_DIALECT)) {
            LOG.debug("{} {} times: {}", lanes, table, units);
        }
        return format.with(units);
    }

    /** What the files examined so far agree on. */
    private static final class Decision {
        private long event = TimeUnits.BY_DIALECT;
        private long arrival = TimeUnits.BY_DIALECT;
        private SurveyedFile eventFile;
        private SurveyedFile arrivalFile;

        void add(SurveyedFile file, TimeUnits units) {
            require(DeltaField.EVENT_TIME, eventFile, event, file, units.eventNanos());
            require(DeltaField.ARRIVAL_TIME, arrivalFile, arrival, file, units.arrivalNanos());
            if (units.eventNanos() != TimeUnits.BY_DIALECT) {
                event = units.eventNanos();
                eventFile = file;
            }
            if (units.arrivalNanos() != TimeUnits.BY_DIALECT) {
                arrival = units.arrivalNanos();
                arrivalFile = file;
            }
        }

        private static void require(
                DeltaField field, SurveyedFile before, long known, SurveyedFile file, long unit) {
            boolean isOpen = known == TimeUnits.BY_DIALECT || unit == TimeUnits.BY_DIALECT;
            if (!isOpen && known != unit) {
                throw new BadInputException(
                        "the %s of a lane's files must have one unit, but is in %s in [%s] and in %s in [%s]; convert one of them, or read the files in two runs"
                                .formatted(
                                        field.role().replace('_', ' '),
                                        TimeUnits.word(known),
                                        before.planned().path(),
                                        TimeUnits.word(unit),
                                        file.planned().path()));
            }
        }
    }
}

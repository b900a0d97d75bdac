// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Missing;
import io.deltabook.contract.RejectReason;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.profile.LaneSample;
import io.deltabook.job.parquet.profile.RawValues;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a lane if more than half of its first rows cannot be used: then a unit, a side value or a
 * scale is wrong, and a run would write next to nothing. Refuses times finer than the output's,
 * too.
 */
final class UsableRowsCheck {
    private static final Logger LOG = LoggerFactory.getLogger(UsableRowsCheck.class);

    /** Files after which a lane's first rows are enough, however few they are. */
    private static final int MAX_FILES = 8;

    private final SourceConf conf;
    private final RowSample sample;

    /**
     * @param sample the lanes' rows
     */
    UsableRowsCheck(SourceConf conf, RowSample sample) {
        this.conf = conf;
        this.sample = sample;
    }

    /**
     * Reads the first rows of each lane.
     *
     * @param lanes lanes that share files
     * @throws BadInputException naming the reasons, the first unusable row and the likely fix
     */
    void require(List<Lane> lanes) {
        Map<LaneId, UsableRows> rows = new LinkedHashMap<>();
        Map<LaneId, Integer> files = new HashMap<>();
        lanes.forEach(lane -> rows.put(lane.id(), new UsableRows(lane, conf.timestamps())));
        for (SurveyedFile file : sample.files()) {
            List<Lane> wanting = new ArrayList<>(lanes);
            wanting.removeIf(
                    lane -> !rows.get(lane.id()).wantsMore() || !file.lanes().contains(lane.id()));
            wanting.removeIf(lane -> files.getOrDefault(lane.id(), 0) == MAX_FILES);
            if (!file.isBad() && file.planned().rows() > 0 && !wanting.isEmpty()) {
                read(file, wanting, rows);
                wanting.forEach(lane -> files.merge(lane.id(), 1, Integer::sum));
            }
        }
        for (UsableRows seen : rows.values()) {
            if (seen.areTooFew()) {
                throw refused(seen);
            }
            if (seen.finerTime() != null) {
                throw new BadInputException(
                        seen.finerTime()
                                + ", but times must be whole microseconds with sink.timestamps: micros: leave it at nanos");
            }
        }
    }

    private void read(SurveyedFile file, List<Lane> lanes, Map<LaneId, UsableRows> rows) {
        try {
            LaneSample.read(
                    file.found().path(),
                    sample.table(),
                    sample.format(),
                    file.planned().owners(),
                    lanes,
                    batch -> rows.get(batch.lane().id()).add(batch));
        } catch (IOException e) {
            BadFileRule.tolerated(e, conf.onBadFile(), "Rows from the damage on were not checked");
        }
    }

    private BadInputException refused(UsableRows rows) {
        RawValues raw = raw(rows);
        return new BadInputException(
                "[%s] at least half of a lane's first rows must be usable, but %s; the first of them is row %s%s: %s"
                        .formatted(
                                rows.firstFile(),
                                rows.counts(),
                                rows.firstRow(),
                                raw == null ? "" : " (" + raw + ")",
                                cure(rows.mainReason(), raw)));
    }

    /** Null if it cannot be read again. */
    private RawValues raw(UsableRows rows) {
        for (SurveyedFile file : sample.files()) {
            if (file.planned().path().equals(rows.firstFile())) {
                try {
                    return RawValues.of(
                            Place.of(rows.firstFile()),
                            sample.table(),
                            sample.format(),
                            rows.firstRow());
                } catch (IOException e) {
                    LOG.debug("The values cannot be shown", e);
                }
            }
        }
        return null;
    }

    private static String cure(RejectReason reason, RawValues raw) {
        return switch (reason) {
            case NULL_TIME -> timeCure(raw == null ? null : raw.eventTime());
            case UNKNOWN_SIDE -> "set source.side-values to the values that mean bid and ask";
            case NULL_SIDE, NULL_PRICE, NAN_PRICE, NULL_QUANTITY, NAN_QUANTITY ->
                    "bind the column that holds the values with source.columns";
            case NULL_UPDATE_ID ->
                    "bind the id column with source.columns, or set sequence.mode: none";
            case NON_POSITIVE_PRICE ->
                    "set price.non-positive: allow if the instrument has such prices";
            case NEGATIVE_QUANTITY ->
                    "quantities must be absolute, not changes: choose another table, or bind another column with source.columns";
            case PRICE_SCALE, QUANTITY_SCALE ->
                    "set a larger decimal.price-scale or decimal.quantity-scale, or decimal.strategy: decimal128";
            case PRICE_OVERFLOW, QUANTITY_OVERFLOW ->
                    "set a smaller decimal.price-scale or decimal.quantity-scale, or decimal.strategy: decimal128";
            case INFINITE_PRICE, INFINITE_QUANTITY ->
                    "correct the file, or bind another column with source.columns";
        };
    }

    /** The times are outside 2009 to 2100 in the unit used; another unit may fit. */
    private static String timeCure(Long time) {
        if (time != null) {
            for (long nanos : TimeUnits.NANOS) {
                boolean fits =
                        time > 0
                                && time <= Long.MAX_VALUE / nanos
                                && Missing.orPlausible(time * nanos) != Missing.TIME;
                if (fits) {
                    return "set source.time-unit: %s, in which the times fit"
                            .formatted(TimeUnits.word(nanos));
                }
            }
        }
        return "times must be between 2009 and 2100: bind their column with source.columns, and set their unit with source.time-unit";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.LaneSnapshots;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.profile.LaneSample;
import io.deltabook.job.parquet.profile.ModeScan;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides the sequence mode of each lane, from the option or from a sample of its delta rows. */
final class ModePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ModePlanner.class);

    private final SourceConf conf;
    private final RowSample sample;

    /**
     * @param sample the lanes' rows
     */
    ModePlanner(SourceConf conf, RowSample sample) {
        this.conf = conf;
        this.sample = sample;
    }

    /** What the sampled rows of each lane of a group tell about its ids. */
    SortedMap<LaneId, ModeEvidence> evidence(Collection<LaneId> lanes, boolean marksSnapshots) {
        List<SurveyedFile> files = sample.files();
        SortedMap<LaneId, ModeEvidence> evidence = new TreeMap<>();
        Map<SurveyedFile, Map<LaneId, ModeEvidence>> byFile = new LinkedHashMap<>();
        Map<LaneId, Integer> rowsOfFile = new HashMap<>();
        for (LaneId lane : lanes) {
            evidence.put(lane, new ModeEvidence());
            List<SurveyedFile> ofLane = new ArrayList<>(files);
            ofLane.removeIf(file -> file.isBad() || !file.lanes().contains(lane));
            List<SurveyedFile> first = LaneSample.files(ofLane);
            rowsOfFile.put(lane, ModeEvidence.MAX_ROWS / Math.max(1, first.size()));
            for (SurveyedFile file : first) {
                byFile.computeIfAbsent(file, same -> new TreeMap<>()).put(lane, evidence.get(lane));
            }
        }
        for (SurveyedFile file : files) {
            if (byFile.containsKey(file)) {
                scan(file, marksSnapshots, byFile.get(file), rowsOfFile);
            }
        }
        return evidence;
    }

    /**
     * The mode of a lane, from the option or from its evidence. Differences between books prove
     * nothing.
     *
     * @throws BadInputException if the option asks for any other mode for such a lane
     */
    SequenceMode mode(LaneId lane, ModeEvidence evidence, LaneSnapshots snapshots) {
        SequenceMode mode = conf.mode() == null ? evidence.mode() : conf.mode();
        if (snapshots == LaneSnapshots.DIFFERENCES) {
            if (conf.mode() != null && conf.mode() != SequenceMode.NONE) {
                throw new BadInputException(
                        "sequence.mode must be auto or none for %s, which has book snapshots and no deltas, where snapshot.diff is true, but is %s"
                                .formatted(lane, conf.mode().word()));
            }
            mode = SequenceMode.NONE;
        }
        LOG.debug("[{}] sequence mode {}", lane, mode.word());
        return mode;
    }

    private void scan(
            SurveyedFile file,
            boolean marksSnapshots,
            Map<LaneId, ModeEvidence> evidence,
            Map<LaneId, Integer> rows) {
        try {
            ModeScan.scan(
                    file.found().path(),
                    sample.table(),
                    sample.format(),
                    file.planned().owners(),
                    marksSnapshots,
                    evidence,
                    rows::get);
        } catch (IOException e) {
            BadFileRule.tolerated(
                    e,
                    conf.onBadFile(),
                    "Sequence mode decided without the rows from the damage on");
        }
    }
}

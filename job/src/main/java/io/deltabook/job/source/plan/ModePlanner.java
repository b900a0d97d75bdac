// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source.plan;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.SequenceMode;
import io.deltabook.job.config.BadFilePolicy;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.ModeScan;
import io.deltabook.sequence.ModeEvidence;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides the sequence mode of lanes, from the option or from their first delta rows. */
final class ModePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ModePlanner.class);

    private final SourceConf conf;

    ModePlanner(SourceConf conf) {
        this.conf = conf;
    }

    /**
     * The mode of each lane of a group.
     *
     * @param files the group's files in reading order
     */
    Map<LaneId, SequenceMode> modes(Collection<LaneId> lanes, List<InspectedFile> files) {
        Map<LaneId, ModeEvidence> evidence = new HashMap<>();
        for (LaneId lane : lanes) {
            evidence.put(lane, new ModeEvidence());
        }
        if (conf.mode() == null) {
            gather(evidence, files);
        }
        Map<LaneId, SequenceMode> modes = new HashMap<>();
        evidence.forEach(
                (lane, rows) -> {
                    SequenceMode mode = conf.mode() == null ? rows.mode() : conf.mode();
                    LOG.info("[{}] sequence mode {}", lane, mode.word());
                    modes.put(lane, mode);
                });
        return modes;
    }

    /** A lane's first file with delta rows of it decides. */
    private void gather(Map<LaneId, ModeEvidence> evidence, List<InspectedFile> files) {
        Map<LaneId, ModeEvidence> pending = new HashMap<>(evidence);
        for (InspectedFile file : files) {
            Map<LaneId, ModeEvidence> inFile = new HashMap<>(pending);
            inFile.keySet().retainAll(file.lanes());
            if (!file.isBad() && !inFile.isEmpty()) {
                scan(file, inFile);
                pending.values().removeIf(ModeEvidence::isAny);
            }
        }
    }

    private void scan(InspectedFile file, Map<LaneId, ModeEvidence> evidence) {
        try {
            ModeScan.scan(
                    file.found().path(), file.facts().dialect(), file.planned().owners(), evidence);
        } catch (BadFileException e) {
            if (conf.onBadFile() == BadFilePolicy.FAIL) {
                throw new BadInputException(
                        e.getMessage() + "; source.on-bad-file: skip leaves such files out", e);
            }
            LOG.warn("Sequence mode decided by the rows before: {}", e.getMessage());
        } catch (IOException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }
}

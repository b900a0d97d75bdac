// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export;

import io.deltabook.contract.LaneId;
import io.deltabook.job.export.hftbacktest.HftBacktestFiles;
import io.deltabook.job.export.lake.LakeFiles;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.LaneFacts;
import io.deltabook.job.export.lane.LaneFiles;
import io.deltabook.job.export.nautilus.NautilusFiles;
import io.deltabook.job.export.tardis.TardisFiles;
import java.nio.file.Path;
import java.util.Locale;

/** Whose files are written. */
public enum ExportFormat {
    /** hftbacktest's event arrays. */
    HFTBACKTEST(true) {
        @Override
        LaneFiles files(Path folder, LaneId lane, LaneFacts facts, ExportCounts counts) {
            return new HftBacktestFiles(folder, lane, facts, counts);
        }
    },
    /** NautilusTrader's Parquet catalog. */
    NAUTILUS(true) {
        @Override
        LaneFiles files(Path folder, LaneId lane, LaneFacts facts, ExportCounts counts) {
            return new NautilusFiles(folder, lane, facts, counts);
        }
    },
    /** Tardis' CSV files. */
    TARDIS(false) {
        @Override
        LaneFiles files(Path folder, LaneId lane, LaneFacts facts, ExportCounts counts) {
            return new TardisFiles(folder, lane, counts);
        }
    },
    /** Crypto Lake's Parquet files. */
    LAKE(false) {
        @Override
        LaneFiles files(Path folder, LaneId lane, LaneFacts facts, ExportCounts counts) {
            return new LakeFiles(folder, lane, counts);
        }
    };

    private final boolean needsFacts;

    ExportFormat(boolean needsFacts) {
        this.needsFacts = needsFacts;
    }

    /** Whether all rows of a lane must be read once before the first is written. */
    boolean needsFacts() {
        return needsFacts;
    }

    /**
     * The files of a lane.
     *
     * @param facts null unless {@link #needsFacts}
     */
    abstract LaneFiles files(Path folder, LaneId lane, LaneFacts facts, ExportCounts counts);

    /** The format's name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}

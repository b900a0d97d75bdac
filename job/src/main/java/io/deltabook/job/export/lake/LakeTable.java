// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.lake;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.TableFiles;
import io.deltabook.job.parquet.file.TableFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table in its own folder. Used by one thread. */
final class LakeTable extends TableFiles {
    private static final int ROW_GROUP_ROWS = 1 << 17;

    private final Path folder;
    private final LaneId lane;
    private final String table;
    private final String schema;
    private TableFileWriter writer;
    private boolean hasGaps;

    LakeTable(Path folder, LaneId lane, String table, String schema, ExportCounts counts) {
        super(counts);
        this.folder = folder;
        this.lane = lane;
        this.table = table;
        this.schema = schema;
    }

    @Override
    public void beginDay(LocalDate next) throws IOException {
        super.beginDay(next);
        hasGaps = false;
    }

    /** The day's file says that something is missing from it. */
    void gap() {
        hasGaps = true;
    }

    /** Takes the values of the next row. */
    TableFileWriter row() throws IOException {
        if (!isOpen()) {
            writer = new TableFileWriter(open(path()), schema, ROW_GROUP_ROWS);
        }
        return writer;
    }

    private Path path() {
        return folder.resolve(table)
                .resolve(HivePath.of(lane))
                .resolve("dt=" + day())
                .resolve("1.snappy.parquet");
    }

    @Override
    protected Path endContent() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("exchange", lane.exchange());
        metadata.put("symbol", lane.symbol());
        metadata.put("date", day().toString());
        metadata.put("event_type", table);
        metadata.put("contains_gaps", hasGaps ? "Yes" : "No");
        writer.end(metadata);
        return path();
    }

    @Override
    protected void closeContent() {
        writer.close();
    }
}

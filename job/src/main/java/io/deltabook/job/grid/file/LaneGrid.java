// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.grid.file;

import io.deltabook.contract.HivePath;
import io.deltabook.contract.LaneId;
import io.deltabook.job.grid.file.GridFormat.GridFile;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.storage.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of consecutive rows of a lane, one a period, each begun with its first row and named
 * when it is complete. Used by one thread at a time.
 */
public final class LaneGrid implements GridRows, Closeable {
    private final Path folder;
    private final LaneId lane;
    private final FilePeriod period;
    private final GridFormat format;
    private final GridColumns columns;
    private final Map<String, String> metadata = new TreeMap<>();
    private long current;
    private Path target;
    private NewFile file;
    private GridFile content;
    private long rows;
    private long files;

    /**
     * Files of a lane.
     *
     * @param folder of the grid
     * @param metadata what the footers tell, beside the lane
     */
    public LaneGrid(
            Path folder,
            LaneId lane,
            FilePeriod period,
            GridFormat format,
            GridColumns columns,
            Map<String, String> metadata) {
        this.folder = folder;
        this.lane = lane;
        this.period = period;
        this.format = format;
        this.columns = columns;
        this.metadata.putAll(metadata);
        this.metadata.put(FileMetadata.EXCHANGE, lane.exchange());
        this.metadata.put(FileMetadata.SYMBOL, lane.symbol());
    }

    @Override
    public void row(GridRow row) throws IOException {
        long at = period.of(row.nanos());
        if (file != null && at != current) {
            end();
        }
        if (file == null) {
            begin(at);
        }
        content.row(row);
        rows++;
    }

    private void begin(long at) throws IOException {
        current = at;
        target =
                folder.resolve(HivePath.of(lane))
                        .resolve(period.path(at))
                        .resolve("grid" + format.extension());
        file = new NewFile(target);
        content = format.begin(file.out(), columns);
    }

    /** Completes the last file. */
    public void end() throws IOException {
        if (file != null) {
            content.end(metadata);
            file.complete(target);
            files++;
            close();
        }
    }

    /** Rows that were written. */
    public long rows() {
        return rows;
    }

    /** Files that are complete. */
    public long files() {
        return files;
    }

    /** Deletes the file that is not complete. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            if (content != null) {
                content.close();
            }
            file.close();
            file = null;
            content = null;
        }
    }
}

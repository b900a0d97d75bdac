// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.nautilus;

import io.deltabook.job.export.lane.ExportCounts;
import io.deltabook.job.export.lane.ExportCounts.Count;
import io.deltabook.job.export.lane.TableFiles;
import io.deltabook.job.parquet.file.TableFileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One data type of an instrument: files named for the first and last {@code ts_init} of their rows,
 * which never overlap. Used by one thread.
 */
final class CatalogTable extends TableFiles {
    private static final int ROW_GROUP_ROWS = 1 << 17;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss-SSSSSSSSS'Z'")
                    .withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String schema;
    private final Map<String, String> metadata;
    private final ExportCounts counts;
    private TableFileWriter writer;
    private long firstInit;
    private long lastInit = Long.MIN_VALUE;

    CatalogTable(Path folder, String schema, Map<String, String> metadata, ExportCounts counts) {
        super(counts);
        this.folder = folder;
        this.schema = schema;
        this.metadata = metadata;
        this.counts = counts;
    }

    /**
     * Takes the next row's times; its other values follow.
     *
     * @param column the column of {@code ts_event}, which {@code ts_init} follows
     */
    TableFileWriter row(int column, long eventNanos, long initNanos) throws IOException {
        long init = initNanos;
        if (!isOpen()) {
            init = lastInit == Long.MIN_VALUE ? init : Math.max(init, lastInit + 1);
            firstInit = init;
            OutputStream out = open(folder.resolve("part.parquet"));
            writer = new TableFileWriter(out, schema, ROW_GROUP_ROWS);
        }
        init = lastInit == Long.MIN_VALUE ? init : Math.max(init, lastInit);
        if (init != initNanos) {
            counts.add(Count.TIMES_RAISED);
        }
        lastInit = init;
        writer.number(column, eventNanos);
        writer.number(column + 1, init);
        return writer;
    }

    @Override
    protected Path endContent() throws IOException {
        writer.end(metadata);
        return folder.resolve(name(firstInit) + '_' + name(lastInit) + ".parquet");
    }

    private static String name(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return NAME.format(
                Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second)));
    }

    @Override
    protected void closeContent() {
        writer.close();
    }
}

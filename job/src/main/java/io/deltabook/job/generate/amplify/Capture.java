// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.amplify;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.LanePlanner;
import io.deltabook.job.plan.PlannedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** All delta rows of one symbol, in capture order and in memory. */
final class Capture {
    private final LaneId lane;
    private final DeltaDialect dialect;
    private final MessageType schema;
    private final List<CapturedColumn> columns;
    private final int rows;

    private Capture(
            LaneId lane,
            DeltaDialect dialect,
            MessageType schema,
            List<CapturedColumn> columns,
            int rows) {
        this.lane = lane;
        this.dialect = dialect;
        this.schema = schema;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads the delta files below a folder.
     *
     * @throws BadInputException if they do not belong to exactly one symbol, or their columns are
     *     nested or differ between files
     */
    static Capture read(Path folder) throws IOException {
        LanePlan plan = LanePlanner.plan(conf(folder), (lanes, bytes) -> keys(lanes));
        LaneGroup group = plan.groups().get(0);
        if (plan.lanes().size() != 1) {
            throw new BadInputException(
                    "[%s] must hold the deltas of one symbol, but holds %s"
                            .formatted(
                                    folder, plan.lanes().stream().map(lane -> lane.id()).toList()));
        }
        MessageType schema = null;
        List<CapturedColumn> columns = new ArrayList<>();
        long rows = 0;
        for (PlannedFile file : group.files()) {
            try (ParquetFileReader reader =
                    ParquetFileReader.open(new LocalInputFile(Path.of(file.path())))) {
                FileMetaData metadata = reader.getFooter().getFileMetaData();
                if (schema == null) {
                    schema = requireFlat(file, metadata.getSchema());
                    schema.getColumns().forEach(c -> columns.add(new CapturedColumn(c)));
                }
                requireSame(file, schema, metadata.getSchema());
                rows += file.rows();
                requireFits(folder, rows);
                read(reader, metadata, columns);
            }
        }
        LaneId lane = group.lanes().get(0).id();
        return new Capture(lane, group.dialect(), schema, columns, (int) rows);
    }

    private static SourceConf conf(Path folder) {
        try {
            return SourceConf.ofDeltas(folder);
        } catch (InvalidConfigException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    private static Map<LaneId, String> keys(List<LaneId> lanes) {
        Map<LaneId, String> keys = new HashMap<>();
        lanes.forEach(lane -> keys.put(lane, lane.toString()));
        return keys;
    }

    private static MessageType requireFlat(PlannedFile file, MessageType schema) {
        for (ColumnDescriptor column : schema.getColumns()) {
            if (column.getPath().length > 1 || column.getMaxRepetitionLevel() > 0) {
                throw new BadInputException(
                        "[%s] must have flat columns, but %s is nested"
                                .formatted(file.path(), String.join(".", column.getPath())));
            }
        }
        return schema;
    }

    private static void requireSame(PlannedFile file, MessageType first, MessageType schema) {
        if (!schema.getFields().equals(first.getFields())) {
            throw new BadInputException(
                    "[%s] must have the columns of the capture's first file, %s, but has %s"
                            .formatted(file.path(), first.getFields(), schema.getFields()));
        }
    }

    private static void requireFits(Path folder, long rows) {
        if (rows > Integer.MAX_VALUE / 4) {
            throw new BadInputException(
                    "[%s] must have at most %d rows, because a capture is held in memory, but has"
                                    .formatted(folder, Integer.MAX_VALUE / 4)
                            + " more");
        }
    }

    private static void read(
            ParquetFileReader reader, FileMetaData metadata, List<CapturedColumn> columns)
            throws IOException {
        MessageType schema = metadata.getSchema();
        for (PageReadStore rowGroup = reader.readNextRowGroup();
                rowGroup != null;
                rowGroup = reader.readNextRowGroup()) {
            ColumnReadStoreImpl readers =
                    new ColumnReadStoreImpl(
                            rowGroup, new ColumnsOnly(), schema, metadata.getCreatedBy());
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i)
                        .read(
                                readers.getColumnReader(schema.getColumns().get(i)),
                                rowGroup.getRowCount());
            }
        }
    }

    LaneId lane() {
        return lane;
    }

    MessageType schema() {
        return schema;
    }

    List<CapturedColumn> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Index of the column that carries a field, −1 if there is none. */
    int index(DeltaField field) {
        String name = dialect.column(field, schema);
        return name == null ? -1 : schema.getFieldIndex(name);
    }

    /** The column that carries a field, null if there is none. */
    CapturedColumn column(DeltaField field) {
        int index = index(field);
        return index < 0 ? null : columns.get(index);
    }

    /** Nanoseconds of one unit of a time column. */
    long nanosPerUnit(DeltaField field) {
        return dialect.nanosPerUnit(field, schema);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.CodecVersion;
import io.deltabook.batch.LaneCodec;
import io.deltabook.batch.TextCodec;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.delta.UnlistedLanes;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.PlannedTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Binary form of a split, in checkpoints and when it is sent to its reader. */
final class LaneSplitSerializer implements SimpleVersionedSerializer<LaneSplit> {
    static final LaneSplitSerializer INSTANCE = new LaneSplitSerializer();

    private static final int VERSION = 3;

    /** Files have no tags before it. */
    private static final int FIRST_WITH_ETAGS = 3;

    /** Has the name of a dialect in place of a table's format. */
    private static final int FIRST_VERSION = 1;

    private static final int INITIAL_BYTES = 1_024;

    private LaneSplitSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(LaneSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
        LaneGroup group = split.group();
        out.writeInt(group.lanes().size());
        for (Lane lane : group.lanes()) {
            LaneCodec.write(lane, out);
        }
        out.writeInt(group.files().size());
        for (PlannedFile file : group.files()) {
            write(file, out);
        }
        out.writeInt(group.tables().size());
        for (PlannedTable table : group.tables()) {
            write(table, out);
        }
        TableFormatCodec.write(group.format(), out);
        out.writeBoolean(group.unlisted() == UnlistedLanes.DROP);
        CheckpointedPosition position = split.getReaderPosition().orElse(null);
        out.writeBoolean(position != null);
        if (position != null) {
            out.writeLong(position.getOffset());
            out.writeLong(position.getRecordsAfterOffset());
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public LaneSplit deserialize(int version, byte[] serialized) throws IOException {
        CodecVersion.requireOneOf("lane split", FIRST_VERSION, VERSION, version);
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        List<Lane> lanes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            lanes.add(LaneCodec.read(in));
        }
        List<PlannedFile> files = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.add(readFile(version, in));
        }
        List<PlannedTable> tables = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            tables.add(readTable(version, in));
        }
        TableFormat format =
                version == FIRST_VERSION
                        ? TableFormat.of(DeltaDialect.ofWord(TextCodec.read(in)))
                        : TableFormatCodec.read(in);
        UnlistedLanes unlisted = in.readBoolean() ? UnlistedLanes.DROP : UnlistedLanes.REFUSE;
        CheckpointedPosition position =
                in.readBoolean() ? new CheckpointedPosition(in.readLong(), in.readLong()) : null;
        return new LaneSplit(new LaneGroup(lanes, files, tables, format, unlisted), position);
    }

    private static void write(PlannedTable table, DataOutput out) throws IOException {
        TextCodec.write(table.lane().exchange(), out);
        TextCodec.write(table.lane().symbol(), out);
        out.writeByte(table.table().code());
        out.writeInt(table.files().size());
        for (PlannedFile file : table.files()) {
            write(file, out);
        }
        TableFormatCodec.write(table.format(), out);
    }

    private static PlannedTable readTable(int version, DataInput in) throws IOException {
        LaneId lane = new LaneId(TextCodec.read(in), TextCodec.read(in));
        InputTable table = InputTable.ofCode(in.readByte());
        List<PlannedFile> files = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.add(readFile(version, in));
        }
        return version == FIRST_VERSION
                ? new PlannedTable(lane, table, files)
                : new PlannedTable(lane, table, files, TableFormatCodec.read(in));
    }

    private static void write(PlannedFile file, DataOutput out) throws IOException {
        TextCodec.write(file.path(), out);
        out.writeLong(file.size());
        out.writeLong(file.modifiedMillis());
        out.writeLong(file.rows());
        TextCodec.write(file.owners().pathExchange(), out);
        TextCodec.write(file.owners().pathSymbol(), out);
        TextCodec.write(file.owners().exchange(), out);
        TextCodec.write(file.owners().symbol(), out);
        TextCodec.write(file.problem(), out);
        TextCodec.write(file.etag(), out);
    }

    private static PlannedFile readFile(int version, DataInput in) throws IOException {
        String path = TextCodec.read(in);
        long size = in.readLong();
        long modifiedMillis = in.readLong();
        long rows = in.readLong();
        String pathExchange = TextCodec.read(in);
        String pathSymbol = TextCodec.read(in);
        String exchange = TextCodec.read(in);
        RowOwners owners = new RowOwners(pathExchange, pathSymbol, exchange, TextCodec.read(in));
        String problem = TextCodec.read(in);
        String etag = version < FIRST_WITH_ETAGS ? null : TextCodec.read(in);
        return new PlannedFile(path, size, modifiedMillis, rows, owners, problem, etag);
    }
}

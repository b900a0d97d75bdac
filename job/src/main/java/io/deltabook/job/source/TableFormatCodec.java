// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.source;

import io.deltabook.batch.TextCodec;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Binary form of a table's format; embedded in versioned forms, so it has no version of its own.
 */
final class TableFormatCodec {
    private TableFormatCodec() {}

    static void write(TableFormat format, DataOutput out) throws IOException {
        TextCodec.write(format.dialect() == null ? null : format.dialect().word(), out);
        out.writeInt(format.columns().size());
        for (Map.Entry<DeltaField, String> column : format.columns().entrySet()) {
            TextCodec.write(column.getKey().role(), out);
            TextCodec.write(column.getValue(), out);
        }
        out.writeLong(format.units().eventNanos());
        out.writeLong(format.units().arrivalNanos());
        write(format.sides().bid(), out);
        write(format.sides().ask(), out);
        out.writeBoolean(format.nonPositivePrices());
    }

    static TableFormat read(DataInput in) throws IOException {
        String word = TextCodec.read(in);
        Map<DeltaField, String> columns = new EnumMap<>(DeltaField.class);
        for (int left = in.readInt(); left > 0; left--) {
            DeltaField field = DeltaField.ofRole(TextCodec.read(in));
            columns.put(field, TextCodec.read(in));
        }
        TimeUnits units = new TimeUnits(in.readLong(), in.readLong());
        List<String> bid = readTexts(in);
        SideValues sides = new SideValues(bid, readTexts(in));
        return new TableFormat(
                word == null ? null : DeltaDialect.ofWord(word),
                columns,
                units,
                sides,
                in.readBoolean());
    }

    private static void write(List<String> texts, DataOutput out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            TextCodec.write(text, out);
        }
    }

    private static List<String> readTexts(DataInput in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(TextCodec.read(in));
        }
        return texts;
    }
}

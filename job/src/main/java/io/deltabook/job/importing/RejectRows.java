// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.LaneId;
import io.deltabook.job.importing.column.WrittenColumn;
import io.deltabook.job.importing.csv.BadLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The rejected lines of one input file, and the file they are written to. Used by one thread. */
final class RejectRows {
    /** Folder of the output; its name keeps it from being read as input. */
    static final String FOLDER = "_rejects";

    private static final int MAX_HELD = 10_000;
    private static final long MAX_CHARACTERS = 4L << 20;

    private final Path target;
    private final Map<String, String> footer;
    private final BytesInputCompressor compressor;
    private final List<RejectedLine> held = new ArrayList<>();
    private final Map<BadLine, Long> reasons = new EnumMap<>(BadLine.class);
    private final List<WrittenColumn> columns;
    private long characters;
    private PartFile file;
    private RejectedLine first;
    private long count;

    /**
     * @param source name of the input file
     */
    RejectRows(
            Path output,
            int ordinal,
            String source,
            Map<String, String> footer,
            BytesInputCompressor compressor) {
        this.target = output.resolve(FOLDER).resolve(ordinal + ".parquet");
        this.footer = footer;
        this.compressor = compressor;
        columns =
                List.of(
                        new Texts("file", line -> source),
                        new Numbers(),
                        new Texts("exchange", line -> name(line, LaneId::exchange)),
                        new Texts("symbol", line -> name(line, LaneId::symbol)),
                        new Texts("reason", line -> line.reason().name()),
                        new Marks(),
                        new Texts("text", RejectedLine::text));
    }

    private static String name(RejectedLine line, Function<LaneId, String> part) {
        return line.lane() == null ? null : part.apply(line.lane());
    }

    void add(RejectedLine line) throws IOException {
        first = first == null ? line : first;
        count++;
        reasons.merge(line.reason(), 1L, Long::sum);
        held.add(line);
        characters += line.text().length();
        if (held.size() == MAX_HELD || characters > MAX_CHARACTERS) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (held.isEmpty()) {
            return;
        }
        if (file == null) {
            List<Type> types = columns.stream().map(WrittenColumn::type).toList();
            file = new PartFile(target, types, compressor);
        }
        file.writeRowGroup(columns, held.size());
        held.clear();
        characters = 0;
    }

    /** Writes what is left; returns the file, null if nothing was rejected. */
    PartFile finish() throws IOException {
        flush();
        if (file != null) {
            file.finish(footer);
        }
        return file;
    }

    long count() {
        return count;
    }

    /** Number of rejected lines by reason. */
    Map<BadLine, Long> reasons() {
        return reasons;
    }

    /** The first rejected line, null for none. */
    RejectedLine first() {
        return first;
    }

    private final class Texts implements WrittenColumn {
        private final String name;
        private final Function<RejectedLine, String> text;

        private Texts(String name, Function<RejectedLine, String> text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Type type() {
            return Types.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }

        @Override
        public void write(ColumnWriter column, int from, int to) {
            for (RejectedLine line : held.subList(from, to)) {
                String value = text.apply(line);
                if (value == null) {
                    column.writeNull(0, 0);
                } else {
                    column.write(Binary.fromString(value), 0, 1);
                }
            }
        }
    }

    private final class Numbers implements WrittenColumn {
        @Override
        public Type type() {
            return Types.required(PrimitiveTypeName.INT64).named("line");
        }

        @Override
        public void write(ColumnWriter column, int from, int to) {
            held.subList(from, to).forEach(line -> column.write(line.line(), 0, 0));
        }
    }

    private final class Marks implements WrittenColumn {
        @Override
        public Type type() {
            return Types.required(PrimitiveTypeName.BOOLEAN).named("marked");
        }

        @Override
        public void write(ColumnWriter column, int from, int to) {
            held.subList(from, to).forEach(line -> column.write(line.isMarked(), 0, 0));
        }
    }
}

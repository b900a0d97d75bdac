// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.generate.synthetic;

import io.deltabook.job.generate.ColumnFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Writes symbols that alternate in the same files, with one row per message. Such input is small
 * but has many hours, symbols or files, and shows what a run keeps open. No faults are planted.
 */
public final class InterleavedMarket {
    private static final MessageType SCHEMA = schema();
    private static final int EXCHANGE_COLUMN = SCHEMA.getFieldIndex("exchange");
    private static final int SYMBOL_COLUMN = SCHEMA.getFieldIndex("symbol");
    private static final Instant START = Instant.parse("2022-01-01T00:30:00Z");
    private static final long NANOS = 1_000_000_000L;
    private static final long LATENCY_NANOS = 5_000_000;
    private static final int PRICES = 20;

    private final GenerateSettings settings;
    private final Binary exchange = Binary.fromString(SyntheticMarket.EXCHANGE);
    private final List<Binary> symbols = new ArrayList<>();

    public InterleavedMarket(GenerateSettings settings) {
        this.settings = settings;
        for (int i = 0; i < settings.symbols(); i++) {
            symbols.add(Binary.fromString("I%05d-USDT".formatted(i)));
        }
    }

    private static MessageType schema() {
        List<Type> fields = new ArrayList<>(NativeColumns.SCHEMA.getFields());
        for (String name : List.of("exchange", "symbol")) {
            fields.add(
                    Types.required(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(name));
        }
        return new MessageType("delta", fields);
    }

    /**
     * Writes all files.
     *
     * @return number of files
     * @throws IOException if the folder is not empty or cannot be written
     */
    public long write() throws IOException {
        SyntheticMarket.requireEmpty(settings.output());
        Path folder = Files.createDirectories(settings.output().resolve("deltas"));
        long files = 0;
        for (long first = 0; first < settings.rows(); first += settings.fileRows()) {
            Path file = folder.resolve(++files + ".parquet");
            long end = Math.min(settings.rows(), first + settings.fileRows());
            try (ColumnFileWriter writer =
                    new ColumnFileWriter(file, SCHEMA, settings.codec(), settings.rowGroupRows())) {
                for (long row = first; row < end; row++) {
                    write(row, writer);
                }
            }
        }
        return files;
    }

    private void write(long number, ColumnFileWriter writer) throws IOException {
        long message = number / symbols.size();
        boolean isBid = message % 2 == 0;
        int step = (int) (message / 2 % PRICES);
        NativeRow row = new NativeRow();
        row.eventTime = startNanos() + message * settings.interval();
        row.arrivalTime = row.eventTime + LATENCY_NANOS;
        row.firstId = message + 1;
        row.updateId = message + 1;
        row.previousId = DeltaMessage.NO_ID;
        row.side = isBid ? NativeRow.BID : NativeRow.ASK;
        row.price = isBid ? (10_000 - step) / 100.0 : (10_001 + step) / 100.0;
        row.quantity = 1 + message % 7;
        writer.column(EXCHANGE_COLUMN).write(exchange, 0, 0);
        writer.column(SYMBOL_COLUMN).write(symbols.get((int) (number % symbols.size())), 0, 0);
        NativeColumns.write(row, writer);
    }

    private long startNanos() {
        Instant start = settings.start() == null ? START : settings.start();
        return start.getEpochSecond() * NANOS + start.getNano();
    }
}

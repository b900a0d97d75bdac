// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Small input files of one symbol on exchange X, with Crypto Lake's column names. */
public record InputFiles(Path root) {
    public static final String LAKE =
            "message m { required int64 timestamp; optional int64 receipt_timestamp; required int64"
                    + " sequence_number; required boolean side_is_bid; required double price;"
                    + " required double size; }";

    /** Rows with the ids 1, 1, 2, 2 … evenly from one time of a day to another. */
    public Path day(String symbol, String dt, String from, String to, int rows) {
        return write(DeltaFileWriter.of(LAKE), path(symbol, dt), rows(symbol, dt, from, to, rows));
    }

    public Path path(String symbol, String dt) {
        return root.resolve("exchange=X/symbol=" + symbol + "/dt=" + dt + "/1.parquet");
    }

    public static Path write(DeltaFileWriter writer, Path path, List<DeltaRow> rows) {
        return writer.write(path, rows);
    }

    public static List<DeltaRow> rows(String symbol, String dt, String from, String to, int rows) {
        long first = nanos(dt, from);
        long last = nanos(dt, to);
        List<DeltaRow> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long time = rows == 1 ? first : first + (last - first) * i / (rows - 1);
            all.add(row(symbol, time, 1 + i / 2));
        }
        return all;
    }

    public static DeltaRow row(String symbol, long time, long id) {
        return row(symbol, time, id, "100.5");
    }

    public static DeltaRow row(String symbol, long time, long id, String price) {
        return new DeltaRow(
                "X", symbol, time, time + 1_000, id, null, null, false, "bid", price, "1.5");
    }

    private static long nanos(String dt, String time) {
        return Instant.parse(dt + "T" + time + "Z").getEpochSecond() * 1_000_000_000L;
    }

    public Path broken(String symbol, String dt) {
        Path path = path(symbol, dt);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, "this is not Parquet");
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String bytes(Path path) {
        try {
            return String.format("%,d", Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.InputFiles;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectCommandTest {
    private static final String DAY = "2024-08-08";
    private static final String REASON =
            "it has the columns timestamp, receipt_timestamp, sequence_number, side_is_bid, price"
                    + " and size";

    @TempDir private Path root;

    @Test
    void aFileIsDescribedFromItsTableToItsEncodings() {
        Path file =
                InputFiles.write(
                        DeltaFileWriter.of(InputFiles.LAKE)
                                .codec(CompressionCodecName.SNAPPY)
                                .version(WriterVersion.PARQUET_2_0)
                                .rowsPerGroup(4)
                                .footer("contains_gaps", "Yes")
                                .footer("pandas", "x".repeat(1_234)),
                        files().path("A", DAY),
                        rowsWithAGapAStepBackAndAMissingTime());

        CommandLineRun run = CommandLineRun.succeeds("inspect", file);
        assertThat(run.err()).isEmpty();
        assertThat(unwrapped(run).replaceAll("written by .*", "written by …"))
                .isEqualTo(
                        """
                        [%s]
                        table  deltas
                        dialect  lake: %s
                        columns  arrival_time: receipt_timestamp, event_time: timestamp, price: price, quantity: size, side: side_is_bid, update_id: sequence_number
                        units  event_time in ns, arrival_time in ns
                        lane  X:A
                        times  2024-08-08T00:00:01Z … 2024-08-08T00:00:09Z
                        arrivals  2024-08-08T00:00:00.000001Z … 2024-08-08T00:00:09.000001Z
                        ids  4 … 10
                        rows  10 in 3 row groups of 2 to 4, median 4
                        bytes  %s
                        sequence  monotonic, verdict clean: fewer than 30 steps to judge by; in 10 rows 5 repeats, 1 step of + 1, 2 jumps, 1 step back, 0 without id
                        written by …
                        footer  contains_gaps: Yes
                        footer  pandas: 1,234 characters
                        footer  writer.model.name: example

                        column  type  codecs  pages  nulls
                        timestamp  INT64  SNAPPY  v2  0
                        receipt_timestamp  INT64  SNAPPY  v2  0
                        sequence_number  INT64  SNAPPY  v2  0
                        side_is_bid  BOOLEAN  SNAPPY  v2  0
                        price  DOUBLE  SNAPPY  v2  0
                        size  DOUBLE  SNAPPY  v2  0

                        column  encodings
                        timestamp  DELTA_BINARY_PACKED
                        receipt_timestamp  DELTA_BINARY_PACKED
                        sequence_number  DELTA_BINARY_PACKED RLE_DICTIONARY
                        side_is_bid  RLE
                        price  RLE_DICTIONARY
                        size  RLE_DICTIONARY
                        """
                                .formatted(file, REASON, InputFiles.bytes(file)));
    }

    /** With one space between words and two between columns, whatever their widths. */
    private static String unwrapped(CommandLineRun run) {
        return run.out().replaceAll("\n {8,}", " ").replaceAll(" {2,}", "  ");
    }

    /** The first time is 0, as of a snapshot without an event time. */
    private static List<DeltaRow> rowsWithAGapAStepBackAndAMissingTime() {
        long[] ids = {5, 5, 6, 6, 9, 9, 4, 4, 4, 10};
        List<DeltaRow> rows = new ArrayList<>();
        List<DeltaRow> even = InputFiles.rows("A", DAY, "00:00:00", "00:00:09", ids.length);
        for (int i = 0; i < ids.length; i++) {
            DeltaRow row = even.get(i).withId(ids[i]);
            rows.add(i == 0 ? row.withEvent(0L) : row);
        }
        return rows;
    }

    @Test
    void columnsThatNoDialectKnowsAreBoundAsInARun() {
        Path file = root.resolve("odd.parquet");
        DuckDb.run(
                """
                copy (select 1723161600 + i as t, case when i %% 2 = 0 then 'L' else 'S' end as s,
                    100.0 + i as px, 1.0 as sz from range(4) r(i)) to '%s' (format parquet)
                """
                        .formatted(file));
        assertThat(CommandLineRun.of("inspect", file).exitCode()).isEqualTo(ExitCode.BAD_INPUT);

        CommandLineRun run =
                CommandLineRun.succeeds(
                        "inspect",
                        file,
                        "--set=source.columns.event_time=t --set=source.columns.side=s",
                        "--set=source.columns.price=px --set=source.columns.quantity=sz",
                        "--set=source.side-values.bid=L --set=source.side-values.ask=S",
                        "--set=source.symbol=BTC --set=source.time-unit=s");
        assertThat(run.out())
                .contains("columns     event_time: t, price: px, quantity: sz, side: s\n")
                .contains("units       event_time in s\n")
                .contains("lane        UNKNOWN:BTC\n")
                .contains("times       2024-08-09T00:00:00Z … 2024-08-09T00:00:03Z\n")
                .contains("sequence    none, verdict unverifiable");
        assertThat(CommandLineRun.of("inspect", file, "--set=source.colums.price=px"))
                .extracting(CommandLineRun::exitCode)
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aFolderIsSummedUpLaneByLaneAndFileByFileOnDemand() {
        Path one = files().day("A", DAY, "00:00:00", "12:00:00", 4);
        Path two = files().day("A", "2024-08-09", "00:00:00", "23:00:00", 6);
        String tardis =
                "message m { required int64 timestamp (TIMESTAMP(MICROS,true)); required binary"
                        + " side; required double price; required double amount; required boolean"
                        + " is_snapshot; }";
        Path other =
                InputFiles.write(
                        DeltaFileWriter.of(tardis).footer("contains_gaps", "No"),
                        files().path("B", DAY),
                        InputFiles.rows("B", DAY, "06:00:00", "06:00:00", 1));

        CommandLineRun run = CommandLineRun.succeeds("inspect --files", root);
        long bytes = one.toFile().length() + two.toFile().length();
        assertThat(unwrapped(run))
                .isEqualTo(
                        """
                        lane  table  files  days  rows  row groups  bytes
                        X:A  deltas  2  2  10  2  %,d
                        X:B  deltas  1  1  1  1  %s

                        X:A, deltas
                          dialect  lake: %s
                          times  2024-08-08T00:00:00Z … 2024-08-09T23:00:00Z
                          ids  1 … 3
                          sequence  monotonic, verdict clean: fewer than 30 steps to judge by; in 10 rows 5 repeats, 3 steps of + 1, 0 jumps, 0 steps back, 0 without id

                        X:B, deltas
                          dialect  tardis: it has the columns timestamp, side, price, amount and is_snapshot
                          times  2024-08-08T06:00:00Z … 2024-08-08T06:00:00Z
                          sequence  none, verdict unverifiable: no row has an id; in 1 row 0 repeats, 0 steps of + 1, 0 jumps, 0 steps back, 1 without id
                          contains_gaps  No in 1 file

                        exchange=X/symbol=A/dt=2024-08-08/1.parquet
                          4 rows in 1 row group, %s bytes
                          2024-08-08T00:00:00Z … 2024-08-08T12:00:00Z
                        exchange=X/symbol=B/dt=2024-08-08/1.parquet
                          1 row in 1 row group, %s bytes; contains_gaps No
                          2024-08-08T06:00:00Z … 2024-08-08T06:00:00Z
                        exchange=X/symbol=A/dt=2024-08-09/1.parquet
                          6 rows in 1 row group, %s bytes
                          2024-08-09T00:00:00Z … 2024-08-09T23:00:00Z
                        """
                                .formatted(
                                        bytes,
                                        InputFiles.bytes(other),
                                        REASON,
                                        InputFiles.bytes(one),
                                        InputFiles.bytes(other),
                                        InputFiles.bytes(two)));
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        Path file = files().day("A", DAY, "00:00:00", "12:00:00", 4);

        CommandLineRun run = CommandLineRun.succeeds("inspect --json", file);
        JsonNode json = new ObjectMapper().readTree(run.out());
        JsonNode lane = json.get("lanes").get(0);
        assertThat(lane.get("table").asText()).isEqualTo("deltas");
        assertThat(lane.get("lanes").get(0).asText()).isEqualTo("X:A");
        assertThat(lane.get("dialects").get("lake").asText()).isEqualTo(REASON);
        assertThat(lane.get("sequence").get("X:A").get("steps_of_one").asInt()).isEqualTo(1);
        JsonNode described = json.get("files").get(0);
        assertThat(described.get("dt").asText()).isEqualTo(DAY);
        assertThat(described.get("rows").asLong()).isEqualTo(4);
        assertThat(described.get("first_time").asText()).isEqualTo("2024-08-08T00:00:00Z");
        assertThat(described.get("last_id").asLong()).isEqualTo(2);
        assertThat(described.get("row_groups").toString())
                .isEqualTo("{\"count\":1,\"min_rows\":4,\"median_rows\":4,\"max_rows\":4}");
        assertThat(described.get("columns")).hasSize(6);
        assertThat(described.get("columns").get(1).get("nulls").asLong()).isZero();
        assertThat(json.get("problems")).isEmpty();
    }

    @Test
    void oneBadFileAmongGoodOnesIsNamedAndTheRestShown() {
        files().day("A", DAY, "00:00:00", "12:00:00", 4);
        Path broken = files().broken("A", "2024-08-09");

        CommandLineRun run = CommandLineRun.of("inspect", root).assertEndedWith(3);

        assertThat(run.err())
                .isEqualTo(
                        "error: ["
                                + broken
                                + "] must be a Parquet file, but neither starts nor ends as one\n");
        assertThat(run.out()).contains("X:A   deltas      1");
    }

    @Test
    void aFileOfNoDialectIsShownWithTheReason() {
        String odd = InputFiles.LAKE.replace("required double size", "required double menge");
        Path file =
                InputFiles.write(
                        DeltaFileWriter.of(odd.replace(" required double menge;", "")),
                        files().path("A", DAY),
                        InputFiles.rows("A", DAY, "00:00:00", "12:00:00", 4));

        CommandLineRun run = CommandLineRun.of("inspect", file).assertEndedWith(3);

        assertThat(run.out())
                .contains(
                        "rows        4 in 1 row group of 4 to 4, median 4",
                        "sequence_number    INT64 ")
                .doesNotContain("dialect");
        assertThat(run.err())
                .isEqualTo(
                        "error: [%s] a column for the quantity must be there, named size, but the columns are timestamp, receipt_timestamp, sequence_number, side_is_bid, price (dialect lake); source.dialect selects another, source.columns: {quantity: COLUMN} binds it by its name\n"
                                .formatted(file));
    }

    @Test
    void aMissingPathIsBadInput() {
        CommandLineRun.of("inspect", root.resolve("x"))
                .assertEndedWith(3)
                .assertErr("x] must be a folder or a file, but does not exist");

        CommandLineRun.of("inspect", root)
                .assertEndedWith(3)
                .assertErr("must hold files named *.parquet, but holds none");
    }

    private InputFiles files() {
        return new InputFiles(root);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.RejectReason;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.column.RowNumbers;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.SideValues;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.parquet.profile.DeltaFileFacts;
import io.deltabook.job.parquet.testing.DeltaReads;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.parquet.testing.ListShape;
import io.deltabook.job.parquet.testing.RandomListFile;
import io.deltabook.number.WideDecimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Full books whose levels are lists, as DuckDB and parquet-java write them and DuckDB reads. */
@Tag("slow")
final class ListedBooksTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("books.parquet");
    }

    private static List<Lane> lanes() {
        Lane plain = Lanes.lane("X", "XRP", 8, 8);
        return List.of(
                plain,
                Lanes.lane("X", "XRP", 4, 6),
                new Lane(
                        plain.id(),
                        "key",
                        plain.mode(),
                        plain.snapshots(),
                        DecimalStrategy.DECIMAL128,
                        18,
                        18));
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeIsReadAsDuckDbReadsIt(ListShape shape) throws IOException {
        int rejected = 0;
        int levels = 0;
        for (long seed = 1; seed <= 25; seed++) {
            new RandomListFile(seed, shape).write(file(), 1 + (int) (seed * 37 % 150));
            List<String> expected = expected(shape);
            Lane lane = lanes().get((int) (seed % 3));
            List<String> read = lines(file(), lane, TableFormat.BY_COLUMNS);
            assertThat(read).as("seed %d of %s, lane %s", seed, shape, lane).isEqualTo(expected);
            levels += expected.size();
            rejected += (int) expected.stream().filter(line -> line.contains("!")).count();
        }
        assertThat(levels).isGreaterThan(10_000);
        boolean mayBeTorn = shape.isOfPairs() || shape.isSideBySide();
        assertThat(rejected > 0).isEqualTo(mayBeTorn);
    }

    @ParameterizedTest
    @CsvSource({"v1, snappy, 100000", "v1, zstd, 2048", "v2, zstd, 2048", "v2, uncompressed, 9000"})
    void whatDuckDbWritesIsReadAsItReadsIt(String version, String codec, int rowsOfGroup)
            throws IOException {
        DuckDb.run(
                """
                copy (
                    with books as (
                        select %d + i as "timestamp", 'XRP' as symbol, i,
                            list_transform(range((hash(i) %% 40)::bigint), k -> {
                                'price': (1000 - k) / 8, 'size': (1 + hash(i, k) %% 900) / 100}) bids,
                            list_transform(range((hash(i, 1) %% 30)::bigint), k -> {
                                'price': (1001 + k) / 8, 'size': (1 + hash(k, i) %% 900) / 100}) asks
                        from range(5000) r(i))
                    select "timestamp", symbol, case when i %% 50 = 3 then null else bids end as bids,
                        list_transform(asks, x -> case when x.size < 0.1 then null else x end) as asks
                    from books
                ) to '%s' (format parquet, parquet_version %s, codec %s, row_group_size %d)
                """
                        .formatted(RandomListFile.TIME, file(), version, codec, rowsOfGroup));
        List<String> expected = expected(ListShape.STRUCTS_OF_DOUBLES);
        assertThat(expected).hasSizeGreaterThan(100_000);
        assertThat(lines(file(), lanes().get(0), TableFormat.BY_COLUMNS)).isEqualTo(expected);
    }

    /** Levels up to the first that is null or 0; a row is rejected if a number is not there. */
    private List<String> expected(ListShape shape) {
        List<String> lines = new ArrayList<>();
        String query =
                "select row_number() over () - 1, coalesce(%s, ''), coalesce(%s, '') from '%s'"
                        .formatted(shape.levels("bid"), shape.levels("ask"), file());
        for (String row : DuckDb.rows(query)) {
            String[] fields = row.split("\\|", -1);
            List<String> levels = new ArrayList<>();
            List<String> torn = new ArrayList<>();
            add(fields[1], fields[0] + " BID ", shape, levels, torn);
            add(fields[2], fields[0] + " ASK ", shape, levels, torn);
            if (levels.isEmpty()) {
                levels.add(fields[0] + " BID 0 0");
            }
            torn.sort(Comparator.comparing(line -> RejectReason.valueOf(line.split(" ")[2])));
            lines.addAll(torn.isEmpty() ? levels : torn.subList(0, 1));
        }
        return lines;
    }

    private static void add(
            String side, String start, ListShape shape, List<String> levels, List<String> torn) {
        boolean isEnded = false;
        for (String level : side.isEmpty() ? new String[0] : side.split(";")) {
            String[] numbers = level.split(" ");
            if (!level.contains("!")) {
                isEnded |= isEnd(numbers[0]) || isEnd(numbers[1]);
                if (!isEnded) {
                    levels.add(start + plain(numbers[0]) + " " + plain(numbers[1]));
                }
            } else if (!(isEnded && shape.isOfPairs())) {
                String[] place = start.split(" ");
                torn.add("%s ! %s %s".formatted(place[0], reason(numbers, shape), place[1]));
                if (shape.isSideBySide()) {
                    return;
                }
            }
        }
    }

    private static RejectReason reason(String[] numbers, ListShape shape) {
        if (numbers[0].equals("!")) {
            return RejectReason.NULL_PRICE;
        }
        if (shape.isOfPairs() && isEnd(numbers[0])) {
            return numbers[0].equals("n")
                    ? RejectReason.NULL_PRICE
                    : RejectReason.NON_POSITIVE_PRICE;
        }
        return RejectReason.NULL_QUANTITY;
    }

    private static boolean isEnd(String number) {
        return number.equals("n") || new BigDecimal(number).signum() == 0;
    }

    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String row(String bids, String asks) {
        return "select %d::bigint \"timestamp\", %s bids, %s asks"
                .formatted(RandomListFile.TIME, bids, asks);
    }

    private void write(String query) {
        DuckDb.run("copy (" + query + ") to '" + file() + "' (format parquet)");
    }

    /** What is found of the bids; the asks are one sound level. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{p: 3, q: 1}, null, {p: 2, q: 1}] | BID 3 1",
                "[{p: 3, q: 1}, {p: 2, q: 'nan'::double}, {p: -1, q: 1}] | BID 3 1",
                "[{p: 3, q: 1}, {p: -2, q: 1}] | NON_POSITIVE_PRICE BID -2.0 1.0",
                "[{p: 3, q: 1}, {p: 2, q: -1}] | NEGATIVE_QUANTITY BID 2.0 -1.0",
                "[{p: 3, q: 'inf'::double}] | INFINITE_QUANTITY BID 3.0 Infinity",
                "[{p: 3, q: 0.123456789}] | QUANTITY_SCALE BID 3.0 0.123456789",
                "[{p: 1e12, q: 1}] | PRICE_OVERFLOW BID 1.0E12 1.0",
            })
    void aBadLevelIsWhatItIsInColumns(String bids, String found) throws IOException {
        String type = "::struct(price double, size double)[]";
        String named = bids.replace("p:", "price:").replace("q:", "size:");
        write(row(named + type, "[{price: 4, size: 1}]" + type));
        assertThat(hand()).isEqualTo(found + (found.startsWith("BID") ? ", ASK 4 1" : ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[3, 1], [2, 1, 7]] | BID 3 1, BID 2 1, ASK 4 1",
                "[[3, 1], [2]] | NULL_QUANTITY BID 2.0 null",
                "[[3, 1], [null]] | NULL_PRICE BID null null",
                "[[3, 1], [], [2]] | BID 3 1, ASK 4 1",
                "[[3, 1], null, [2, 1]] | BID 3 1, ASK 4 1",
                "[[0.1, 0.29]] | BID 0.1 0.29, ASK 4 1",
            })
    void aPairWithoutASecondNumberIsABadLevel(String bids, String found) throws IOException {
        write(row(bids + "::double[][]", "[[4, 1]]::double[][]"));
        assertThat(hand()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[3, 2] | [1, 1] | BID 3 1, BID 2 1, ASK 4 1",
                "[3, 2] | [1] | NULL_QUANTITY BID 2 null",
                "[3] | [1, 5] | NULL_PRICE BID null 5",
                "[null, 2] | [1] | NULL_QUANTITY BID 2 null",
                "null | [1] | NULL_PRICE BID null 1",
                "null | null | ASK 4 1",
                "[] | null | ASK 4 1",
            })
    void listsOfOtherLengthsAreABadRow(String prices, String quantities, String found)
            throws IOException {
        write(
                """
                select %d::bigint as ts, %s::integer[] as bid_px, %s::bigint[] as bid_sizes,
                    [4]::utinyint[] as ask_px, ['1.0'] as ask_sizes
                """
                        .formatted(RandomListFile.TIME, prices, quantities));
        Map<DeltaField, String> named =
                Map.of(
                        DeltaField.EVENT_TIME, "ts",
                        DeltaField.BID_PRICES, "bid_px",
                        DeltaField.ASK_PRICES, "ask_px");
        TableFormat format =
                new TableFormat(null, named, TimeUnits.OF_DIALECT, SideValues.NONE, false);
        assertThat(DeltaFileFacts.tableOf(file(), format)).isEqualTo(InputTable.BOOK);
        assertThat(hand(format)).isEqualTo(found);
    }

    private String hand() throws IOException {
        assertThat(DeltaFileFacts.tableOf(file(), TableFormat.BY_COLUMNS))
                .isEqualTo(InputTable.BOOK);
        return hand(TableFormat.BY_COLUMNS);
    }

    private String hand(TableFormat format) throws IOException {
        StringJoiner found = new StringJoiner(", ");
        for (DeltaBatch batch : DeltaReads.table(file(), InputTable.BOOK, format, lanes().get(0))) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.rejectCode(i) == RejectReason.USABLE) {
                    found.add(level(batch, i).strip());
                    continue;
                }
                DeltaBatch.RawRow raw = batch.rejected().get(0);
                RejectReason reason = RejectReason.ofCode(batch.rejectCode(i));
                found.add(
                        String.join(
                                " ",
                                reason.name(),
                                raw.side(),
                                String.valueOf(raw.price()),
                                String.valueOf(raw.quantity())));
            }
        }
        return found.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{price: 1, rate: 1}] | column bids (bids) must be a list of {price, quantity or size or amount}, or of pairs [price, quantity], of DOUBLE,",
                "[[[1, 2]]] | column bids (bids) must be a list of {price,",
                "[true] | but was optional group bids (LIST) { repeated group list {",
                "map([1.5], [2.5]) | but was optional group bids (MAP) { repeated group",
            })
    void listsOfSomethingElseAreRefusedInOneLine(String bids, String problem) {
        write(row(bids, "[{price: 1, size: 1}]"));
        assertThatThrownBy(() -> hand(TableFormat.BY_COLUMNS))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file() + "] ")
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void listsThatMayBeChangesAreNotTakenForBooks() {
        write(row("[[1, 2]]", "[[3, 4]]") + ", 7 as first_update_id");
        assertThatThrownBy(() -> hand(TableFormat.BY_COLUMNS))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "[%s] lists of levels must be full books, but beside the column first_update_id they are taken for changes; write each level as a row, or omit the column if every row is a full book",
                        file());
    }

    @Test
    void aListWithoutItsQuantitiesIsNamed() {
        write(
                "select 1::bigint as \"timestamp\", [1.5] bid_prices, [1.5] bid_sizes, [2.5] ask_prices");
        assertThatThrownBy(() -> hand(TableFormat.BY_COLUMNS))
                .hasMessageStartingWith(
                        "[%s] a column for the ask quantities must be there, named ask_quantities or ask_sizes or"
                                .formatted(file()));
    }

    @Test
    void continuesAfterSkippedRows() throws IOException {
        for (ListShape shape : ListShape.values()) {
            new RandomListFile(77, shape).write(file(), 120);
            List<Integer> all = counts(0);
            for (int from : new int[] {1, 39, 64, 119}) {
                assertThat(counts(from)).isEqualTo(all.subList(from, 120));
            }
        }
    }

    private List<Integer> counts(int from) throws IOException {
        List<Integer> counts = new ArrayList<>();
        try (DeltaFile file = DeltaFile.open(file(), InputTable.BOOK, TableFormat.BY_COLUMNS)) {
            RowNumbers bids = RowNumbers.of(file.binding().levels().bids().get(0).price(), 1, 8);
            RowGroupCursor cursor = file.cursor(List.of(bids));
            cursor.skipTo(from);
            for (int rows = cursor.read(30); rows > 0; rows = cursor.read(30)) {
                for (int row = 0; row < rows; row++) {
                    counts.add(bids.count(row));
                }
            }
        }
        return counts;
    }

    private static List<String> lines(Path file, Lane lane, TableFormat format) throws IOException {
        List<String> lines = new ArrayList<>();
        for (DeltaBatch batch : DeltaReads.table(file, InputTable.BOOK, format, lane)) {
            for (int i = 0; i < batch.size(); i++) {
                boolean isUsable = batch.rejectCode(i) == RejectReason.USABLE;
                lines.add(batch.fileRow(i) + (isUsable ? level(batch, i) : rejected(batch, i)));
                assertThat(batch.eventTime(i)).isEqualTo(RandomListFile.TIME + batch.fileRow(i));
            }
        }
        return lines;
    }

    private static String level(DeltaBatch batch, int i) {
        return " %s %s %s"
                .formatted(
                        batch.side(i),
                        plain(batch, batch.price(i), batch.lane().priceScale()),
                        plain(batch, batch.quantity(i), batch.lane().quantityScale()));
    }

    private static String plain(DeltaBatch batch, long number, int scale) {
        return plain(
                new BigDecimal(WideDecimals.number(batch.pool(), number), scale).toPlainString());
    }

    private static String rejected(DeltaBatch batch, int i) {
        DeltaBatch.RawRow raw =
                batch.rejected().stream().filter(row -> row.index() == i).findFirst().orElseThrow();
        return " ! " + RejectReason.ofCode(batch.rejectCode(i)) + " " + raw.side();
    }
}

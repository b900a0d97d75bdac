// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.testing;

import io.deltabook.job.export.testing.ExportedRow.Action;
import io.deltabook.job.export.testing.NpzEvents.Event;
import io.deltabook.job.parquet.testing.DuckDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads exported files as their own readers do, and replays them into a slow, obvious book. */
public final class ExportedBooks {
    private ExportedBooks() {}

    /** The files below a folder in the order of their days. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String list(List<Path> files) {
        return "[" + String.join(", ", files.stream().map(file -> "'" + file + "'").toList()) + "]";
    }

    private static List<ExportedRow> rows(String sql) {
        List<ExportedRow> rows = new ArrayList<>();
        for (String row : DuckDb.rows(sql)) {
            String[] cells = row.split("\\|");
            rows.add(
                    new ExportedRow(
                            Long.parseLong(cells[0]),
                            Action.valueOf(cells[1]),
                            cells[2].equals("null") ? null : cells[2].equals("true"),
                            number(cells[3]),
                            number(cells[4])));
        }
        return rows;
    }

    /** A decimal, or Nautilus' bytes in hexadecimal digits. */
    private static BigDecimal number(String cell) {
        if (!cell.startsWith("0x")) {
            return new BigDecimal(cell);
        }
        byte[] little = HexFormat.of().parseHex(cell.substring(2));
        byte[] big = new byte[little.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = little[big.length - 1 - i];
        }
        return new BigDecimal(new BigInteger(big), 16);
    }

    /** A snapshot row after another row drops the book. */
    public static List<ExportedRow> tardis(Path folder) throws IOException {
        List<ExportedRow> rows = new ArrayList<>();
        boolean wasSnapshot = false;
        List<Path> files =
                files(folder).stream().filter(file -> file.toString().contains("_L2_")).toList();
        for (ExportedRow row :
                rows(
                        """
                        select timestamp::bigint * 1000,
                            case when is_snapshot = 'true' then 'SNAPSHOT' else 'CHANGE' end,
                            side = 'bid', price, amount
                        from read_csv(%s, all_varchar = true, header = true, parallel = false)
                        """
                                .formatted(list(files)))) {
            boolean isSnapshot = row.action() == Action.SNAPSHOT;
            if (isSnapshot && !wasSnapshot) {
                rows.add(new ExportedRow(row.time(), Action.CLEAR, null, null, null));
            }
            wasSnapshot = isSnapshot;
            rows.add(row);
        }
        return rows;
    }

    /** Every row changes a level. */
    public static List<ExportedRow> lake(Path folder) throws IOException {
        return rows(
                """
                select "timestamp", 'CHANGE', side_is_bid, price, size
                from read_parquet(%s, hive_partitioning = false)
                """
                        .formatted(list(files(folder.resolve("book_delta_v2")))));
    }

    public static List<ExportedRow> nautilus(Path folder) throws IOException {
        return rows(
                """
                select ts_event,
                    case when action = 4 then 'CLEAR' when flags & 32 <> 0 then 'SNAPSHOT' else 'CHANGE' end,
                    case side when 1 then 'true' when 2 then 'false' else 'null' end,
                    '0x' || hex(price), '0x' || hex(size)
                from read_parquet(%s)
                """
                        .formatted(list(files(folder.resolve("data/order_book_deltas")))));
    }

    /** The book of the local side, or of the exchange. */
    public static List<ExportedRow> hftbacktest(Path folder, boolean isLocal) throws IOException {
        List<ExportedRow> rows = new ArrayList<>();
        for (Path file : files(folder)) {
            for (Event event : NpzEvents.read(file)) {
                if (event.kind() != 2 && (isLocal ? event.isLocal() : event.isExch())) {
                    rows.add(
                            new ExportedRow(
                                    event.exch(),
                                    event.kind() == 3
                                            ? Action.CLEAR
                                            : event.kind() == 4 ? Action.SNAPSHOT : Action.CHANGE,
                                    event.isBuy(),
                                    new BigDecimal(Double.toString(event.px())),
                                    new BigDecimal(Double.toString(event.qty()))));
                }
            }
        }
        return rows;
    }

    /** The hash of the top 20 after the last row of each time, as the golden truth has it. */
    public static Map<Long, String> hashes(List<ExportedRow> rows) {
        Map<Long, String> hashes = new TreeMap<>();
        TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            ExportedRow row = rows.get(i);
            if (row.action() == Action.CLEAR) {
                clear(row, bids, asks);
            } else {
                TreeMap<BigDecimal, BigDecimal> side = row.isBid() ? bids : asks;
                if (row.quantity().signum() == 0) {
                    side.remove(row.price());
                } else {
                    side.put(row.price(), row.quantity());
                }
            }
            if (i + 1 == rows.size() || rows.get(i + 1).time() != row.time()) {
                hashes.put(row.time(), hash(bids, asks));
            }
        }
        return hashes;
    }

    private static void clear(
            ExportedRow row,
            TreeMap<BigDecimal, BigDecimal> bids,
            TreeMap<BigDecimal, BigDecimal> asks) {
        if (row.isBid() == null) {
            bids.clear();
            asks.clear();
        } else {
            (row.isBid() ? bids : asks).headMap(row.price(), true).clear();
        }
    }

    /** What an empty book has instead of a hash. */
    public static final String EMPTY = "empty";

    private static String hash(
            TreeMap<BigDecimal, BigDecimal> bids, TreeMap<BigDecimal, BigDecimal> asks) {
        if (bids.isEmpty() && asks.isEmpty()) {
            return EMPTY;
        }
        StringJoiner text = new StringJoiner(",");
        for (TreeMap<BigDecimal, BigDecimal> side : List.of(bids, asks)) {
            side.entrySet().stream()
                    .limit(20)
                    .forEach(
                            level ->
                                    text.add(
                                            plain(level.getKey()) + ':' + plain(level.getValue())));
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}

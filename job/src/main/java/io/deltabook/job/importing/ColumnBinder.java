// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.InputTable;
import io.deltabook.job.importing.column.DecimalText;
import io.deltabook.job.importing.column.TimeText;
import io.deltabook.job.importing.csv.CsvHeader;
import io.deltabook.job.parquet.dialect.DeltaDialect;
import io.deltabook.job.parquet.dialect.DeltaField;
import io.deltabook.job.parquet.dialect.TimeUnits;
import io.deltabook.job.plan.InputListing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Determines which field of a file's lines holds what: by the names used by Tardis or a dialect, by
 * the names given by the user, or by the numbers given by the user if there are no names.
 */
final class ColumnBinder {
    private static final String TARDIS_EVENT = "timestamp";
    private static final String TARDIS_ARRIVAL = "local_timestamp";
    private static final long MICRO = 1_000;

    private final Path path;
    private final ImportSettings settings;
    private final CsvHeader header;
    private final MessageType schema;
    private final Map<DeltaField, String> named;

    ColumnBinder(Path path, ImportSettings settings, CsvHeader header) {
        this.path = path;
        this.settings = settings;
        this.header = header;
        this.named = settings.columns().columns();
        List<Type> columns = new ArrayList<>();
        for (String name : header.names()) {
            columns.add(Types.optional(PrimitiveTypeName.INT64).named(name));
        }
        schema = new MessageType("csv", columns);
    }

    /**
     * Binds the columns.
     *
     * @param known the table, where something else than the header says it; null where not
     * @throws BadInputException if a required field has no column
     */
    ColumnBinding bind(InputTable known) {
        requireNoLists();
        InputTable table = known == null ? table() : known;
        boolean isNumbered = isNumbered();
        Map<DeltaField, Integer> fields = new EnumMap<>(DeltaField.class);
        DeltaDialect dialect = isNumbered ? null : dialect(table);
        for (DeltaField field : flatFields()) {
            String given = given(table, field);
            Integer number = isNumbered ? number(given) : number(dialect, table, field, given);
            if (number != null) {
                fields.put(field, number);
            }
        }
        TreeMap<String, Integer> levels = levels(table);
        requireAll(table, fields, levels);
        fields.remove(DeltaField.SNAPSHOT_ID, fields.get(DeltaField.UPDATE_ID));
        boolean hasHeader = !isNumbered || !isNumber(fields.get(priceOf(table)));
        return new ColumnBinding(
                table,
                header,
                hasHeader,
                fields,
                levels,
                time(dialect, DeltaField.EVENT_TIME, settings.columns().units().eventNanos()),
                time(dialect, DeltaField.ARRIVAL_TIME, settings.columns().units().arrivalNanos()),
                settings.columns().sides());
    }

    private static List<DeltaField> flatFields() {
        return Arrays.stream(DeltaField.values()).filter(field -> !field.isList()).toList();
    }

    private void requireNoLists() {
        for (DeltaField field : named.keySet()) {
            if (field.isList()) {
                throw new BadInputException(
                        "[%s] source.columns.%s names lists, which only Parquet has; name the columns of levels bids[0].price, bids[0].amount …"
                                .formatted(path, field.role()));
            }
        }
    }

    private boolean isTardis() {
        boolean isNamedSo =
                header.names()
                        .containsAll(List.of("exchange", "symbol", TARDIS_EVENT, TARDIS_ARRIVAL));
        if (settings.format() == ImportFormat.TARDIS && !isNamedSo) {
            throw new BadInputException(
                    "[%s] the header must start with exchange,symbol,timestamp,local_timestamp, but is %s; omit --format for other files"
                            .formatted(path, header.text()));
        }
        return isNamedSo && settings.format() != ImportFormat.CSV;
    }

    /** The table that the header shows: ids of trades are what deltas do not have. */
    private InputTable table() {
        List<String> names = header.names();
        if (names.stream().anyMatch(name -> LevelField.of(name) != null)) {
            return InputTable.BOOK;
        }
        boolean hasTradeId = names.contains("trade_id") || names.contains("id");
        boolean isOfBook =
                named.containsKey(DeltaField.UPDATE_ID)
                        || named.containsKey(DeltaField.SNAPSHOT)
                        || names.contains("update_id")
                        || names.contains("is_snapshot");
        return hasTradeId && !isOfBook ? InputTable.TRADES : InputTable.DELTAS;
    }

    private DeltaDialect dialect(InputTable table) {
        if (isTardis() && table != InputTable.BOOK) {
            return table == InputTable.DELTAS ? DeltaDialect.TARDIS : DeltaDialect.TARDIS_TRADES;
        }
        DeltaDialect best = null;
        int max = -1;
        for (DeltaDialect dialect : DeltaDialect.of(table)) {
            int bound = 0;
            for (DeltaField field : flatFields()) {
                bound += number(dialect, table, field, given(table, field)) == null ? 0 : 1;
            }
            if (bound > max) {
                best = dialect;
                max = bound;
            }
        }
        return best;
    }

    /** The column that the user names for a field of the table, null for none. */
    private String given(InputTable table, DeltaField field) {
        return switch (field) {
            case AGGRESSOR -> table == InputTable.TRADES ? named.get(DeltaField.SIDE) : null;
            case SIDE -> table == InputTable.DELTAS ? named.get(field) : null;
            default -> named.get(field);
        };
    }

    private Integer number(DeltaDialect dialect, InputTable table, DeltaField field, String given) {
        String name = given == null ? dialect.column(field, schema) : given;
        boolean isTardisArrival =
                name == null && table == InputTable.BOOK && field == DeltaField.ARRIVAL_TIME;
        int number = header.names().indexOf(isTardisArrival ? TARDIS_ARRIVAL : name);
        if (number < 0 && given != null) {
            throw new BadInputException(
                    "[%s] source.columns.%s must be a column, but is %s, and there are %s"
                            .formatted(path, field.role(), given, header.text()));
        }
        if (number >= 0 && header.repeated().contains(header.names().get(number))) {
            throw new BadInputException(
                    "[%s] the column %s must occur once, but occurs more often; rename one in the header"
                            .formatted(path, header.names().get(number)));
        }
        return number < 0 ? null : number;
    }

    /** Whether the user gives numbers of columns, which no names are. */
    private boolean isNumbered() {
        return !header.names().containsAll(named.values())
                && named.values().stream().allMatch(name -> number(name) != null);
    }

    /** The field with a number from 1, null for none. */
    private Integer number(String text) {
        if (text == null || !text.matches("\\d{1,4}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number < 1 || number > header.names().size() ? null : number - 1;
    }

    private boolean isNumber(int field) {
        byte[] text = header.names().get(field).getBytes(StandardCharsets.UTF_8);
        return new DecimalText().read(text, 0, text.length) != DecimalText.Form.NONE;
    }

    private static DeltaField priceOf(InputTable table) {
        return table == InputTable.BOOK ? DeltaField.EVENT_TIME : DeltaField.PRICE;
    }

    private TreeMap<String, Integer> levels(InputTable table) {
        TreeMap<String, Integer> levels = new TreeMap<>(InputListing.NAME_ORDER);
        for (int i = 0; table == InputTable.BOOK && i < header.names().size(); i++) {
            LevelField level = LevelField.of(header.names().get(i));
            if (level != null) {
                levels.put(level.column(), i);
            }
        }
        return levels;
    }

    private void requireAll(
            InputTable table, Map<DeltaField, Integer> fields, Map<String, Integer> levels) {
        if (!fields.containsKey(DeltaField.EVENT_TIME)
                && !fields.containsKey(DeltaField.ARRIVAL_TIME)) {
            throw missing(DeltaField.EVENT_TIME);
        }
        if (table == InputTable.BOOK) {
            if (levels.isEmpty()) {
                throw new BadInputException(
                        "[%s] a book must have columns such as bids[0].price or bid_0_price, but has %s"
                                .formatted(path, header.text()));
            }
            return;
        }
        DeltaField side = table == InputTable.TRADES ? DeltaField.AGGRESSOR : DeltaField.SIDE;
        for (DeltaField field : List.of(side, DeltaField.PRICE, DeltaField.QUANTITY)) {
            if (!fields.containsKey(field)) {
                throw missing(field);
            }
        }
    }

    private BadInputException missing(DeltaField field) {
        return new BadInputException(
                "[%s] a column must hold the %s, but none of these is known for it: %s; name it with --set source.columns.%s=COLUMN"
                        .formatted(path, field.role(), header.text(), field.role()));
    }

    private TimeText time(DeltaDialect dialect, DeltaField field, long given) {
        if (given != TimeUnits.BY_DIALECT) {
            return new TimeText(given, true);
        }
        if (dialect == null) {
            return new TimeText(1, false);
        }
        if (isTardis()) {
            return new TimeText(MICRO, false);
        }
        boolean isOfDialect = !named.containsKey(field) && dialect.column(field, schema) != null;
        return new TimeText(isOfDialect ? dialect.nanosPerUnit(field, schema) : 1, false);
    }
}

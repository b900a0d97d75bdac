// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeltaColumnBindingTest {
    private static final Path FILE = Path.of("/data/x.parquet");

    @Test
    void bindsTheMinimumThatIsNeeded() throws Exception {
        DeltaColumnBinding binding =
                bind(
                        "required int64 origin_time; required int32 update_id; required boolean side_is_bid; required double price; required double new_quantity;");
        assertThat(binding.has(DeltaField.SIDE)).isTrue();
        assertThat(binding.has(DeltaField.ARRIVAL_TIME)).isFalse();
        assertThat(binding.has(DeltaField.SYMBOL)).isFalse();
    }

    @Test
    void prefersTheFirstOfTwoNames() throws Exception {
        DeltaColumnBinding binding =
                bind(
                        "required boolean side_is_bid; required binary side; required int64 origin_time; required int64 update_id; required double price; required double new_quantity;");
        assertThat(binding.column(DeltaField.SIDE).getPath()).containsExactly("side");
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin_time", "price", "new_quantity"})
    void namesTheMissingColumnAndThoseThereAre(String column) {
        String schema = DeltaFileWriter.SCHEMA.replace(" " + column, " other");
        assertThatThrownBy(() -> bindSchema(schema))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + FILE + "] a column for the ")
                .hasMessageContaining("named " + column + ", but the columns are exchange, symbol")
                .hasMessageContaining("other");
    }

    @Test
    void namesAllAcceptedNamesOfAMissingColumn() {
        String schema = DeltaFileWriter.SCHEMA.replace(" side ", " richtung ");
        assertThatThrownBy(() -> bindSchema(schema))
                .hasMessageContaining("for the side must be there, named side or side_is_bid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "double price|int96 price",
                "double price|int64 price (TIMESTAMP(MILLIS,true))",
                "double price|boolean price",
                "double new_quantity|fixed_len_byte_array(8) new_quantity",
                "int64 origin_time|float origin_time",
                "int64 origin_time|int64 origin_time (DECIMAL(18,2))",
                "int64 origin_time|int32 origin_time",
                "int64 update_id|float update_id",
                "int64 update_id|binary update_id (DECIMAL(18,0))",
                "binary side (STRING)|double side",
                "boolean is_snapshot|double is_snapshot",
                "binary symbol (STRING)|int64 symbol",
                "optional double price|repeated double price",
                "optional double price;|optional group price { required double value; }",
            })
    void refusesAColumnOfAnotherType(String right, String wrong) {
        String schema = DeltaFileWriter.SCHEMA.replace(right, wrong);
        assertThat(schema).isNotEqualTo(DeltaFileWriter.SCHEMA);
        assertThatThrownBy(() -> bindSchema(schema))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + FILE + "] column ")
                .hasMessageContaining(" must be ")
                .hasMessageContaining(", but was ");
    }

    @Test
    void numbersAreSidesOnlyWhereTheUserSaysWhatTheyMean() throws BadFileException {
        String schema = DeltaFileWriter.SCHEMA.replace("binary side (STRING)", "int32 side");
        assertThatThrownBy(() -> bindSchema(schema))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "[%s] column side (side) must hold words, but holds numbers; define their meaning with source.side-values: {bid: 1, ask: -1}"
                                .formatted(FILE));
        SideValues sides = new SideValues(List.of("1"), List.of("-1"));
        TableFormat format =
                new TableFormat(DeltaDialect.NATIVE, Map.of(), TimeUnits.OF_DIALECT, sides, false);
        assertThat(bindSchema(schema, format).has(DeltaField.SIDE)).isTrue();
    }

    @Test
    void columnsNamedByTheUserTakePrecedenceOverTheDialects() throws BadFileException {
        String schema =
                DeltaFileWriter.SCHEMA
                        .replace(" price;", " px;")
                        .replace("int64 update_id", "int64 u");
        TableFormat format = named(Map.of(DeltaField.PRICE, "px", DeltaField.UPDATE_ID, "u"));
        DeltaColumnBinding binding = bindSchema(schema, format);
        assertThat(binding.mapping())
                .containsEntry("price", "px")
                .containsEntry("update_id", "u")
                .containsEntry("quantity", "new_quantity");
        assertThat(binding.dialect()).isEqualTo(DeltaDialect.NATIVE);
        assertThatThrownBy(() -> bindSchema(schema, named(Map.of(DeltaField.FIRST_ID, "nowhere"))))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("for the first id must be there, named nowhere, but");
    }

    private static TableFormat named(Map<DeltaField, String> columns) {
        return new TableFormat(null, columns, TimeUnits.OF_DIALECT, SideValues.NONE, false);
    }

    private static DeltaColumnBinding bind(String columns) throws BadFileException {
        return bindSchema("message m { " + columns + " }");
    }

    private static DeltaColumnBinding bindSchema(String schema) throws BadFileException {
        return bindSchema(schema, TableFormat.of(DeltaDialect.NATIVE));
    }

    private static DeltaColumnBinding bindSchema(String schema, TableFormat format)
            throws BadFileException {
        return DeltaColumnBinding.bind(
                FILE, MessageTypeParser.parseMessageType(schema), InputTable.DELTAS, format);
    }
}

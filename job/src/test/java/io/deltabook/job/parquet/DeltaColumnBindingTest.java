// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.InputTable;
import java.nio.file.Path;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeltaColumnBindingTest {
    private static final Path FILE = Path.of("/data/x.parquet");

    @Test
    void bindsTheLeastThatIsNeeded() throws Exception {
        DeltaColumnBinding binding =
                bind(
                        "required int64 origin_time; required int32 update_id;"
                                + " required boolean side_is_bid; required double price;"
                                + " required double new_quantity;");
        assertThat(binding.has(DeltaField.SIDE)).isTrue();
        assertThat(binding.has(DeltaField.ARRIVAL_TIME)).isFalse();
        assertThat(binding.has(DeltaField.SYMBOL)).isFalse();
    }

    @Test
    void prefersTheFirstOfTwoNames() throws Exception {
        DeltaColumnBinding binding =
                bind(
                        "required boolean side_is_bid; required binary side; required int64"
                                + " origin_time; required int64 update_id; required double price;"
                                + " required double new_quantity;");
        assertThat(binding.column(DeltaField.SIDE).getPath()).containsExactly("side");
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin_time", "update_id", "price", "new_quantity"})
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
                "double price|float price",
                "double price|int64 price",
                "double price|boolean price",
                "double new_quantity|fixed_len_byte_array(8) new_quantity",
                "int64 origin_time|double origin_time",
                "int64 origin_time|int64 origin_time (DECIMAL(18,2))",
                "int64 origin_time|int32 origin_time",
                "int64 update_id|double update_id",
                "int64 update_id|binary update_id (STRING)",
                "binary side (STRING)|int32 side",
                "boolean is_snapshot|int32 is_snapshot",
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

    private static DeltaColumnBinding bind(String columns) throws BadFileException {
        return bindSchema("message m { " + columns + " }");
    }

    private static DeltaColumnBinding bindSchema(String schema) throws BadFileException {
        return DeltaColumnBinding.bind(
                FILE,
                MessageTypeParser.parseMessageType(schema),
                InputTable.DELTAS,
                DeltaDialect.NATIVE);
    }
}

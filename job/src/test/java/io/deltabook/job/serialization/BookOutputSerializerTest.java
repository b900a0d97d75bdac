// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.Incident;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.LaneId;
import io.deltabook.contract.Reject;
import io.deltabook.contract.RejectReason;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.api.Test;

final class BookOutputSerializerTest extends SerializerTestBase<BookOutput> {
    private static final Reject REJECT =
            new Reject(
                    new LaneId("E", "S"),
                    InputTable.BOOK,
                    "f",
                    1,
                    RejectReason.NAN_PRICE,
                    2,
                    3,
                    "b",
                    "NaN",
                    "1");

    @Override
    protected TypeSerializer<BookOutput> createSerializer() {
        return BookOutputSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<BookOutput> getTypeClass() {
        return BookOutput.class;
    }

    @Override
    protected boolean allowNullInstances(TypeSerializer<BookOutput> serializer) {
        return true;
    }

    @Override
    protected BookOutput[] getTestData() {
        return new BookOutput[] {new BookOutput(BookOutput.Kind.REJECT, REJECT)};
    }

    @Test
    void eachKindIsWrittenAsItsOwnCode() {
        assertThat(BookOutput.Kind.values())
                .extracting(kind -> (int) kind.code())
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aValueOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> new BookOutput(BookOutput.Kind.INCIDENT, REJECT))
                .hasMessageContaining(Incident.class.getName())
                .hasMessageContaining(Reject.class.getName());
    }

    @Test
    void anUnknownKindIsAnError() {
        assertThatThrownBy(
                        () ->
                                BookOutputSerializer.INSTANCE.deserialize(
                                        new DataInputDeserializer(new byte[] {7})))
                .isInstanceOf(IOException.class)
                .hasMessage("the kind of an output must be 1 to 6, but was 7");
    }
}

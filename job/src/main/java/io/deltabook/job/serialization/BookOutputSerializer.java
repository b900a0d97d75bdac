// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A byte for the kind, then the value in the form of its own serializer. */
public final class BookOutputSerializer extends ValueSerializer<BookOutput> {
    public static final BookOutputSerializer INSTANCE = new BookOutputSerializer();

    private static final long serialVersionUID = 1;

    private BookOutputSerializer() {}

    @Override
    public void serialize(BookOutput output, DataOutputView out) throws IOException {
        out.writeByte(output.kind().code());
        output.kind().serializer().serialize(output.value(), out);
    }

    @Override
    public BookOutput deserialize(DataInputView in) throws IOException {
        byte code = in.readByte();
        BookOutput.Kind kind = BookOutput.Kind.of(code);
        if (kind == null) {
            throw new IOException("the kind of an output must be 1 to 6, but was " + code);
        }
        return new BookOutput(kind, kind.serializer().deserialize(in));
    }

    @Override
    public TypeSerializerSnapshot<BookOutput> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<BookOutput> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

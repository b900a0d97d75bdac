// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import io.deltabook.contract.Missing;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Ids; null, or an unsigned one beyond a signed 64-bit integer, is {@link Missing#ID}. */
final class IdColumn extends ChunkColumn {
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final long[] ids;
    private final boolean isInt32;
    private final boolean isUnsigned;

    IdColumn(ColumnDescriptor descriptor, int capacity) {
        super(descriptor);
        ids = new long[capacity];
        isInt32 = descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        isUnsigned =
                descriptor.getPrimitiveType().getLogicalTypeAnnotation()
                                instanceof IntLogicalTypeAnnotation integer
                        && !integer.isSigned();
    }

    long id(int row) {
        return ids[row];
    }

    @Override
    void store(ColumnReader reader, int row) {
        if (isInt32) {
            int id = reader.getInteger();
            ids[row] = isUnsigned ? id & UNSIGNED_INT : id;
        } else {
            long id = reader.getLong();
            ids[row] = isUnsigned && id < 0 ? Missing.ID : id;
        }
    }

    @Override
    void storeNull(int row) {
        ids[row] = Missing.ID;
    }
}

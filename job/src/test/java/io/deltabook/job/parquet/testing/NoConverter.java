// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** A stub: parquet-java requires a converter even if column readers are read directly. */
final class NoConverter extends GroupConverter {
    private final PrimitiveConverter column = new Column();
    private final GroupType type;

    NoConverter(GroupType type) {
        this.type = type;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
        Type field = type.getType(fieldIndex);
        return field.isPrimitive() ? column : new NoConverter(field.asGroupType());
    }

    @Override
    public void start() {}

    @Override
    public void end() {}

    private static final class Column extends PrimitiveConverter {}
}

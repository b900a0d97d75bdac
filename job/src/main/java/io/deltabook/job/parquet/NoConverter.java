// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** parquet-java asks for a converter even where column readers are read directly. */
final class NoConverter extends GroupConverter {
    private final PrimitiveConverter column = new Column();

    @Override
    public Converter getConverter(int fieldIndex) {
        return column;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}

    private static final class Column extends PrimitiveConverter {}
}

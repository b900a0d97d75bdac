// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import org.apache.parquet.io.ParquetDecodingException;

/** Limits how deeply the groups of a schema are nested: they are decoded by recursion. */
final class SchemaDepth implements ThriftWalk.Visitor {
    private static final int SCHEMA = 2;
    private static final int CHILDREN = 5;
    private static final int MAX = 64;

    private final long[] left = new long[MAX];
    private int depth;
    private long children;

    @Override
    public void number(int list, int field, long value) {
        if (list == SCHEMA && field == CHILDREN) {
            children = value;
        }
    }

    @Override
    public void end(int list) {
        if (list != SCHEMA) {
            return;
        }
        while (depth > 0 && left[depth - 1] == 0) {
            depth--;
        }
        if (depth > 0) {
            left[depth - 1]--;
        }
        if (children > 0) {
            if (depth == MAX) {
                throw new ParquetDecodingException(
                        "columns must be nested at most %s groups deep, but are nested deeper"
                                .formatted(MAX));
            }
            left[depth++] = children;
        }
        children = 0;
    }
}

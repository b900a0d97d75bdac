// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The physical types that each kind of field accepts. */
public enum FieldType {
    TIME("INT64, TIMESTAMP (millis, micros, nanos), INT96 or DOUBLE") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return physical == PrimitiveTypeName.INT96
                    || physical == PrimitiveTypeName.DOUBLE
                    || physical == PrimitiveTypeName.INT64
                            && (isInteger(logical)
                                    || logical instanceof TimestampLogicalTypeAnnotation);
        }
    },
    ID("INT64, INT32, DOUBLE or a decimal string") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return isInt(physical) && isInteger(logical)
                    || physical == PrimitiveTypeName.DOUBLE
                    || physical == PrimitiveTypeName.BINARY && isText(logical);
        }
    },
    TRADE_ID("INT64, INT32, DOUBLE or a string") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return ID.accepts(physical, logical);
        }
    },
    NUMBER("DOUBLE, FLOAT, DECIMAL, INT64, INT32 or a decimal string") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return physical == PrimitiveTypeName.DOUBLE
                    || physical == PrimitiveTypeName.FLOAT
                    || logical instanceof DecimalLogicalTypeAnnotation
                    || isInt(physical) && isInteger(logical)
                    || physical == PrimitiveTypeName.BINARY && isText(logical);
        }
    },
    SIDE(
            "a string such as 'bid'/'ask', BOOLEAN side_is_bid, or a number that source.side-values"
                    + " names") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return physical == PrimitiveTypeName.BOOLEAN
                    || isInt(physical) && isInteger(logical)
                    || physical == PrimitiveTypeName.BINARY && isText(logical);
        }
    },
    AGGRESSOR("a string 'buy'/'sell', or a number that source.side-values names") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return isInt(physical) && isInteger(logical)
                    || physical == PrimitiveTypeName.BINARY && isText(logical);
        }
    },
    FLAG("BOOLEAN, 0 or 1, 'true' or 'false', or a word such as 'snapshot' or 'update'") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return physical == PrimitiveTypeName.BOOLEAN
                    || isInt(physical) && isInteger(logical)
                    || physical == PrimitiveTypeName.BINARY && isText(logical);
        }
    },
    TEXT("a string") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return physical == PrimitiveTypeName.BINARY && isText(logical);
        }
    },
    /** A group; its leaves are NUMBERs. */
    LEVELS("a list of prices and quantities") {
        @Override
        boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
            return false;
        }
    };

    private final String words;

    FieldType(String words) {
        this.words = words;
    }

    /** The accepted types in words, for an error. */
    String words() {
        return words;
    }

    final boolean accepts(PrimitiveType type) {
        return accepts(type.getPrimitiveTypeName(), type.getLogicalTypeAnnotation());
    }

    abstract boolean accepts(PrimitiveTypeName physical, LogicalTypeAnnotation logical);

    private static boolean isInt(PrimitiveTypeName physical) {
        return physical == PrimitiveTypeName.INT64 || physical == PrimitiveTypeName.INT32;
    }

    private static boolean isInteger(LogicalTypeAnnotation logical) {
        return logical == null || logical instanceof IntLogicalTypeAnnotation;
    }

    private static boolean isText(LogicalTypeAnnotation logical) {
        return logical == null
                || logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation;
    }
}

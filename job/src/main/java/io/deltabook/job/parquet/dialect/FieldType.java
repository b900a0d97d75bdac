// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.util.function.Predicate;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The physical types accepted for each kind of field. */
public enum FieldType {
    TIME(
            "INT64, TIMESTAMP (millis, micros, nanos), INT96 or DOUBLE",
            type ->
                    is(type, PrimitiveTypeName.INT96)
                            || is(type, PrimitiveTypeName.DOUBLE)
                            || is(type, PrimitiveTypeName.INT64)
                                    && (isInteger(type) || isTimestamp(type))),
    ID(
            "INT64, INT32, DOUBLE or a decimal string",
            type -> isInteger(type) || is(type, PrimitiveTypeName.DOUBLE) || isText(type)),
    TRADE_ID("INT64, INT32, DOUBLE or a string", type -> ID.accepts(type)),
    NUMBER(
            "DOUBLE, FLOAT, DECIMAL, INT64, INT32 or a decimal string",
            type ->
                    is(type, PrimitiveTypeName.DOUBLE)
                            || is(type, PrimitiveTypeName.FLOAT)
                            || isDecimal(type)
                            || isInteger(type)
                            || isText(type)),
    SIDE(
            "a string such as 'bid'/'ask', BOOLEAN side_is_bid, or a number that source.side-values names",
            type -> is(type, PrimitiveTypeName.BOOLEAN) || isInteger(type) || isText(type)),
    AGGRESSOR(
            "a string 'buy'/'sell', or a number that source.side-values names",
            type -> isInteger(type) || isText(type)),
    FLAG(
            "BOOLEAN, 0 or 1, 'true' or 'false', or a word such as 'snapshot' or 'update'",
            type -> SIDE.accepts(type)),
    TEXT("a string", type -> isText(type)),
    /** A group; its leaves are NUMBERs. */
    LEVELS("a list of prices and quantities", type -> false);

    private final String words;
    private final Predicate<PrimitiveType> accepted;

    FieldType(String words, Predicate<PrimitiveType> accepted) {
        this.words = words;
        this.accepted = accepted;
    }

    /** The accepted types in words, for an error. */
    String words() {
        return words;
    }

    boolean accepts(PrimitiveType type) {
        return accepted.test(type);
    }

    private static boolean is(PrimitiveType type, PrimitiveTypeName physical) {
        return type.getPrimitiveTypeName() == physical;
    }

    /** INT64 or INT32, with no other meaning. */
    private static boolean isInteger(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return (is(type, PrimitiveTypeName.INT64) || is(type, PrimitiveTypeName.INT32))
                && (logical == null || logical instanceof IntLogicalTypeAnnotation);
    }

    private static boolean isTimestamp(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation;
    }

    private static boolean isDecimal(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
    }

    private static boolean isText(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return is(type, PrimitiveTypeName.BINARY)
                && (logical == null
                        || logical instanceof StringLogicalTypeAnnotation
                        || logical instanceof EnumLogicalTypeAnnotation);
    }
}

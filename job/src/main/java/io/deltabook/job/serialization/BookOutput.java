// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * What the book operator passes on to writing: one stream for all datasets, so that a single
 * exchange, and a single task behind it, serves them all.
 *
 * @param kind dataset of the value
 * @param value of the kind's class
 */
public record BookOutput(Kind kind, Object value) {
    /** The datasets. A value's kind is written as its code, never as its ordinal. */
    public enum Kind {
        EVENTS(1, EventBatch.class, EventBatchSerializer.INSTANCE),
        QUOTES(2, QuoteBatch.class, QuoteBatchSerializer.INSTANCE),
        PERIOD(3, Period.class, PeriodSerializer.INSTANCE),
        REJECT(4, Reject.class, RejectSerializer.INSTANCE),
        INCIDENT(5, Incident.class, IncidentSerializer.INSTANCE),
        STATISTICS(6, LaneStatistics.class, LaneStatisticsSerializer.INSTANCE);

        private static final Kind[] OF_CODE = new Kind[values().length + 1];

        static {
            for (Kind kind : values()) {
                OF_CODE[kind.code] = kind;
            }
        }

        private final byte code;
        private final Class<?> type;
        private final TypeSerializer<Object> serializer;

        @SuppressWarnings("unchecked") // The constructor of BookOutput holds values to their type.
        <T> Kind(int code, Class<T> type, TypeSerializer<T> serializer) {
            this.code = (byte) code;
            this.type = type;
            this.serializer = (TypeSerializer<Object>) serializer;
        }

        byte code() {
            return code;
        }

        TypeSerializer<Object> serializer() {
            return serializer;
        }

        /** Null if there is none. */
        static Kind of(byte code) {
            return code > 0 && code < OF_CODE.length ? OF_CODE[code] : null;
        }
    }

    public BookOutput {
        if (!kind.type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "a value of %s must be of %s, but was %s"
                            .formatted(kind, kind.type, value.getClass()));
        }
    }
}

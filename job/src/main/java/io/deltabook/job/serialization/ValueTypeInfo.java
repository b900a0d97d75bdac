// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.serialization;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.batch.QuoteBatch;
import io.deltabook.contract.Incident;
import io.deltabook.contract.Reject;
import io.deltabook.statistics.LaneStatistics;
import io.deltabook.statistics.Period;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Type information of a value with its own serializer, so that it never goes through Kryo.
 *
 * @param <T> the value
 */
public final class ValueTypeInfo<T> extends TypeInformation<T> {
    public static final TypeInformation<DeltaBatch> DELTA_BATCH =
            new ValueTypeInfo<>(DeltaBatch.class, DeltaBatchSerializer.INSTANCE);
    public static final TypeInformation<EventBatch> EVENT_BATCH =
            new ValueTypeInfo<>(EventBatch.class, EventBatchSerializer.INSTANCE);
    public static final TypeInformation<QuoteBatch> QUOTE_BATCH =
            new ValueTypeInfo<>(QuoteBatch.class, QuoteBatchSerializer.INSTANCE);
    public static final TypeInformation<Period> PERIOD =
            new ValueTypeInfo<>(Period.class, PeriodSerializer.INSTANCE);
    public static final TypeInformation<Reject> REJECT =
            new ValueTypeInfo<>(Reject.class, RejectSerializer.INSTANCE);
    public static final TypeInformation<Incident> INCIDENT =
            new ValueTypeInfo<>(Incident.class, IncidentSerializer.INSTANCE);
    public static final TypeInformation<LaneStatistics> LANE_STATISTICS =
            new ValueTypeInfo<>(LaneStatistics.class, LaneStatisticsSerializer.INSTANCE);

    public static final TypeInformation<BookOutput> BOOK_OUTPUT =
            new ValueTypeInfo<>(BookOutput.class, BookOutputSerializer.INSTANCE);

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    ValueTypeInfo(Class<T> type, TypeSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueTypeInfo<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ValueTypeInfo;
    }
}

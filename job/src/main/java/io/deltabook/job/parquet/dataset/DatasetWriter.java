// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.file.StreamOutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes elements of one lane as one file of a small dataset, with parquet-avro. Used by one
 * thread; the caller owns the stream and closes it.
 *
 * @param <T> what a row is made of
 */
public final class DatasetWriter<T> {
    private static final long ROW_GROUP_BYTES = 1024 * 1024;
    private static final int PAGE_BYTES = 256 * 1024;

    private final Dataset<T> dataset;
    private final ParquetSettings settings;
    private final StreamOutputFile output;
    private final MessageType schema;
    private final Schema avro;
    private ParquetWriter<GenericRecord> writer;

    public DatasetWriter(Dataset<T> dataset, OutputStream out, ParquetSettings settings) {
        this.dataset = dataset;
        this.settings = settings;
        output = new StreamOutputFile(out);
        schema = dataset.columns().schema(settings.format().timestamps());
        avro = AvroSchemas.of(schema);
    }

    /** Adds one row. */
    public void write(T element) throws IOException {
        if (writer == null) {
            writer = open(dataset.lane(element));
        }
        GenericRecord row = new GenericData.Record(avro);
        dataset.columns().fill(element, settings.format().timestamps(), row);
        writer.write(row);
    }

    /** Writes the footer; writes nothing if there was no row. */
    public void finish() throws IOException {
        if (writer != null) {
            writer.close();
        }
        output.flush();
    }

    private ParquetWriter<GenericRecord> open(LaneId lane) throws IOException {
        return new Builder(output, new AvroWriteSupport<>(schema, avro, new GenericData()))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(settings.codecName())
                .withRowGroupSize(Math.min(ROW_GROUP_BYTES, settings.rowGroupBytes()))
                .withPageSize(PAGE_BYTES)
                .withExtraMetaData(
                        Map.of(
                                FileMetadata.SCHEMA_VERSION,
                                Integer.toString(settings.format().version()),
                                FileMetadata.WRITER_VERSION,
                                FileMetadata.writerVersion(),
                                FileMetadata.EXCHANGE,
                                lane.exchange(),
                                FileMetadata.SYMBOL,
                                lane.symbol()))
                .build();
    }

    private static final class Builder extends ParquetWriter.Builder<GenericRecord, Builder> {
        private final WriteSupport<GenericRecord> support;

        private Builder(OutputFile file, WriteSupport<GenericRecord> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<GenericRecord> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<GenericRecord> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}

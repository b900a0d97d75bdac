// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.idiomatic;

import java.io.IOException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Flink's Parquet writer for Avro records, with zstd as in the job it is compared with. */
final class AvroBulkWriter implements BulkWriter<Tuple2<String, GenericRecord>> {
    private final BulkWriter<GenericRecord> records;

    private AvroBulkWriter(BulkWriter<GenericRecord> records) {
        this.records = records;
    }

    static BulkWriter<Tuple2<String, GenericRecord>> open(FSDataOutputStream out)
            throws IOException {
        return new AvroBulkWriter(
                new ParquetWriterFactory<GenericRecord>(
                                file ->
                                        AvroParquetWriter.<GenericRecord>builder(file)
                                                .withSchema(EventRecords.SCHEMA)
                                                .withDataModel(GenericData.get())
                                                .withCompressionCodec(CompressionCodecName.ZSTD)
                                                .build())
                        .create(out));
    }

    @Override
    public void addElement(Tuple2<String, GenericRecord> event) throws IOException {
        records.addElement(event.f1);
    }

    @Override
    public void flush() throws IOException {
        records.flush();
    }

    @Override
    public void finish() throws IOException {
        records.finish();
    }
}

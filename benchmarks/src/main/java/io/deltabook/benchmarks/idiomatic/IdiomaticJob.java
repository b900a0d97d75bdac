// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.idiomatic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.formats.parquet.avro.AvroParquetReaders;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** Builds the topology: one file source per symbol, keyed by symbol, into a file sink. */
public final class IdiomaticJob {
    private IdiomaticJob() {}

    /**
     * Adds the job to an environment.
     *
     * @param folders folder of each symbol's delta files
     * @param output folder of the events
     */
    public static void build(
            StreamExecutionEnvironment environment, Map<String, Path> folders, Path output) {
        DataStream<Delta> deltas = null;
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            DataStream<Delta> symbol = deltas(environment, folder.getKey(), folder.getValue());
            deltas = deltas == null ? symbol : deltas.union(symbol);
        }
        deltas.keyBy(delta -> delta.symbol, Types.STRING)
                .process(
                        new BookFunction(),
                        Types.TUPLE(
                                Types.STRING, new GenericRecordAvroTypeInfo(EventRecords.SCHEMA)))
                .name("book")
                .uid("book")
                .sinkTo(sink(output))
                .name("events")
                .uid("events");
    }

    private static DataStream<Delta> deltas(
            StreamExecutionEnvironment environment, String symbol, Path folder) {
        FileSource<GenericRecord> source =
                FileSource.forRecordStreamFormat(
                                AvroParquetReaders.forGenericRecord(schema(folder)),
                                new org.apache.flink.core.fs.Path(folder.toUri()))
                        .build();
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "deltas of " + symbol)
                .uid("deltas of " + symbol)
                .map(row -> Delta.of(symbol, row))
                .returns(Types.POJO(Delta.class))
                .uid("rows of " + symbol);
    }

    private static FileSink<Tuple2<String, GenericRecord>> sink(Path output) {
        return FileSink.forBulkFormat(
                        new org.apache.flink.core.fs.Path(output.toUri()), AvroBulkWriter::open)
                .withBucketAssigner(new HourBuckets())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(new OutputFileConfig("events", ".parquet"))
                .build();
    }

    private static Schema schema(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Path first =
                    files.filter(path -> path.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow();
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(first))) {
                return new AvroSchemaConverter()
                        .convert(reader.getFooter().getFileMetaData().getSchema());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import io.deltabook.contract.HivePath;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.SideFile;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.event.EventFileFacts;
import io.deltabook.job.parquet.event.EventSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * The files of one dataset of an output, all with the same columns, in folders of the same keys.
 */
final class DatasetFiles {
    private final Path output;
    private final String dataset;
    private final List<CommittedFile> files;
    private final List<String> keys;
    private final Schema columns;

    private DatasetFiles(
            Path output,
            String dataset,
            List<CommittedFile> files,
            List<String> keys,
            Schema columns) {
        this.output = output;
        this.dataset = dataset;
        this.files = files;
        this.keys = keys;
        this.columns = columns;
    }

    /** Name of the dataset of a file. */
    static String datasetOf(CommittedFile file) {
        return file instanceof SideFile side ? side.dataset() : EventSchema.FOLDER;
    }

    /**
     * The files of a dataset.
     *
     * @param files at least one
     * @throws RegistrationRefusedException if tables cannot have their columns or folders
     */
    static DatasetFiles of(Path output, String dataset, List<CommittedFile> files)
            throws IOException {
        List<String> keys = keys(files.get(0));
        MessageType first = footer(output, files.get(0)).getFileMetaData().getSchema();
        return new DatasetFiles(output, dataset, files, keys, TableColumns.of(first, keys));
    }

    /** The keys of a file's folders below that of its dataset. */
    private static List<String> keys(CommittedFile file) throws RegistrationRefusedException {
        List<String> keys = new ArrayList<>();
        for (String segment : segments(file)) {
            int end = segment.indexOf('=');
            if (end < 0) {
                throw new RegistrationRefusedException(
                        "[%s] folders must be named key=value, but one is [%s]"
                                .formatted(file.path(), segment));
            }
            keys.add(segment.substring(0, end));
        }
        return keys;
    }

    private static List<String> segments(CommittedFile file) {
        List<String> names = List.of(file.path().split("/"));
        return names.subList(1, names.size() - 1);
    }

    private static ParquetMetadata footer(Path output, CommittedFile file) throws IOException {
        return EventFileFacts.footer(output.resolve(file.path()));
    }

    String dataset() {
        return dataset;
    }

    /** Columns of the files and of their folders, with provisional ids. */
    Schema columns() {
        return columns;
    }

    /** One partition for each folder: the values of its keys. */
    PartitionSpec partitions(Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        keys.forEach(spec::identity);
        return spec.build();
    }

    int count() {
        return files.size();
    }

    long rows() {
        return files.stream().mapToLong(CommittedFile::rows).sum();
    }

    /** What the tables' names of all files of this output and dataset begin with. */
    String prefix() {
        return FileLocation.of(output) + '/' + dataset + '/';
    }

    /** The tables' names of the files. */
    Set<String> locations() {
        Set<String> locations = new HashSet<>();
        files.forEach(file -> locations.add(location(file)));
        return locations;
    }

    private String location(CommittedFile file) {
        return FileLocation.of(output) + '/' + file.path();
    }

    /**
     * Reads the footers of all files.
     *
     * @param schema the table's columns
     * @param spec the table's partitions
     * @throws IOException if a file cannot be read, or has other columns than the first
     */
    List<DataFile> read(Schema schema, PartitionSpec spec) throws IOException {
        try {
            return files.parallelStream().map(file -> read(file, schema, spec)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private DataFile read(CommittedFile file, Schema schema, PartitionSpec spec) {
        try {
            ParquetMetadata footer = footer(output, file);
            Schema found = TableColumns.of(footer.getFileMetaData().getSchema(), keys(file));
            if (!found.sameSchema(columns)) {
                throw new RegistrationRefusedException(
                        "[%s] must have the columns of [%s], but has others"
                                .formatted(
                                        output.resolve(file.path()),
                                        output.resolve(files.get(0).path())));
            }
            return org.apache.iceberg.DataFiles.builder(spec)
                    .withPath(location(file))
                    .withFormat(FileFormat.PARQUET)
                    .withFileSizeInBytes(file.bytes())
                    .withPartition(partition(file, footer, schema, spec))
                    .withMetrics(FooterMetrics.of(footer, schema))
                    .withSplitOffsets(FooterMetrics.rowGroups(footer))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PartitionData partition(
            CommittedFile file, ParquetMetadata footer, Schema schema, PartitionSpec spec) {
        Map<String, String> metadata = footer.getFileMetaData().getKeyValueMetaData();
        PartitionData partition = new PartitionData(spec.partitionType());
        List<String> segments = segments(file);
        List<PartitionField> fields = spec.fields();
        for (int i = 0; i < fields.size(); i++) {
            String key = schema.findColumnName(fields.get(i).sourceId());
            String value =
                    segments.stream()
                            .filter(segment -> segment.startsWith(key + '='))
                            .map(segment -> HivePath.valueOf(key, segment))
                            .findFirst()
                            .orElse(null);
            partition.set(i, value(key, value, metadata));
        }
        return partition;
    }

    /** Long names are shortened in folders, but whole in the footers. */
    private static Object value(String key, String folder, Map<String, String> metadata) {
        return switch (key) {
            case "exchange" -> metadata.getOrDefault(FileMetadata.EXCHANGE, folder);
            case "symbol" -> metadata.getOrDefault(FileMetadata.SYMBOL, folder);
            case "date" -> (int) LocalDate.parse(folder).toEpochDay();
            case "hour" -> Integer.valueOf(folder);
            default -> throw new IllegalArgumentException("unknown key " + key);
        };
    }
}

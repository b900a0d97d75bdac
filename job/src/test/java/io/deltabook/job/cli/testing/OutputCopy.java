// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.EventType;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Summary;
import io.deltabook.job.parquet.FileMetadata;
import io.deltabook.job.parquet.dataset.ParquetRows;
import io.deltabook.job.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A copy of a run's output to plant a fault in. */
public final class OutputCopy {
    private final Path folder;

    private OutputCopy(Path folder) {
        this.folder = folder;
    }

    public static OutputCopy of(Path sound, Path folder) throws IOException {
        return new OutputCopy(Folders.copy(sound, folder));
    }

    public Path folder() {
        return folder;
    }

    /** Deletes what names checksums and counts, so that other checks must find the fault. */
    public OutputCopy withoutDerived() throws IOException {
        Files.deleteIfExists(folder.resolve(Manifest.FILE));
        Files.deleteIfExists(folder.resolve(Summary.FILE));
        return this;
    }

    /** Runs {@code deltabook verify} on it. */
    public CommandLineRun verify(Object... more) {
        return CommandLineRun.of("verify", folder, more);
    }

    /** The findings are of these kinds, this many of each, and of no other. */
    public static void assertFound(CommandLineRun run, String kinds) {
        assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).containsPattern(" findings? \\(" + kinds + "\\): ");
    }

    /** The path of a file as findings name it. */
    public String relative(Path file) {
        return folder.relativize(file).toString();
    }

    /** The events files of a symbol, in the order of their event_seq. */
    public List<Path> files(String symbol) throws IOException {
        List<Path> files =
                new ArrayList<>(
                        DataFiles.below(folder.resolve("events")).stream()
                                .filter(file -> file.toString().contains("symbol=" + symbol + "/"))
                                .toList());
        Map<Path, Long> first = new TreeMap<>();
        for (Path file : files) {
            first.put(file, rows(file).get(0).getLong("event_seq", 0));
        }
        files.sort(Comparator.comparing(first::get));
        return files;
    }

    public static List<Group> rows(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        ParquetRows.forEach(file, row -> rows.add(row.group()));
        return rows;
    }

    /** Rewrites a file with other rows; its footer counts them. */
    public static void edit(Path file, UnaryOperator<List<Group>> change) throws IOException {
        MessageType schema = schema(file);
        write(file, schema, metadata(file), change.apply(rows(file)));
    }

    public static MessageType schema(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFooter().getFileMetaData().getSchema();
        }
    }

    public static Map<String, String> metadata(Path file) throws IOException {
        Map<String, String> metadata = new TreeMap<>(ParquetRows.metadata(file));
        metadata.keySet().removeIf(key -> !key.startsWith("deltabook."));
        return metadata;
    }

    public static void write(
            Path file, MessageType schema, Map<String, String> metadata, List<Group> rows)
            throws IOException {
        Map<String, String> footer = new TreeMap<>(metadata);
        for (EventType type : EventType.values()) {
            long count =
                    rows.stream()
                            .filter(row -> row.getString("event_type", 0).equals(type.name()))
                            .count();
            footer.put(FileMetadata.rows(type), Long.toString(count));
        }
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(schema)
                        .withExtraMetaData(footer)
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
    }

    /** A row in another schema, except for a column. */
    public static Group copyWithout(Group row, GroupType schema, String column) {
        Group copy = new SimpleGroup(schema);
        for (Type field : row.getType().getFields()) {
            String name = field.getName();
            if (name.equals(column) || row.getFieldRepetitionCount(name) == 0) {
                continue;
            }
            if (field.isPrimitive()) {
                addPrimitive(copy, row, field);
            } else {
                copy.add(name, row.getGroup(name, 0));
            }
        }
        return copy;
    }

    private static void addPrimitive(Group copy, Group row, Type field) {
        String name = field.getName();
        switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case INT64 -> copy.add(name, row.getLong(name, 0));
            case INT32 -> copy.add(name, row.getInteger(name, 0));
            case BOOLEAN -> copy.add(name, row.getBoolean(name, 0));
            default -> copy.add(name, row.getBinary(name, 0));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.EventType;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.OutputCopy;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.iceberg.RegisteredTable.Change;
import io.deltabook.job.output.CommittedFile;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.ManifestEntry;
import io.deltabook.job.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class OutputRegistrationITCase {
    private static final List<String> DATASETS =
            List.of("events", "quotes", "periods", "rejects", "incidents", "statistics");

    @RegisterExtension
    private static final UndisturbedRun RUN =
            new UndisturbedRun("--rows 20000 --seed 7", "--parallelism 1");

    @TempDir private Path folder;

    private IcebergSettings settings() {
        return new IcebergSettings(
                folder.resolve("catalog").toString(), IcebergSettings.DEFAULT_NAMESPACE, Map.of());
    }

    private HadoopCatalog catalog() {
        return new HadoopCatalog(new Configuration(), FileLocation.of(folder.resolve("catalog")));
    }

    private Table table(String dataset) {
        return catalog().loadTable(TableIdentifier.of(IcebergSettings.DEFAULT_NAMESPACE, dataset));
    }

    private static List<DataFile> files(Table table, Expression filter) throws IOException {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(filter).includeColumnStats().planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        }
        return files;
    }

    private static Set<String> locations(Table table) throws IOException {
        return files(table, Expressions.alwaysTrue()).stream()
                .map(DataFile::location)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> expected(Path output, String dataset) throws IOException {
        try (Stream<CommittedFile> files = Manifest.read(output).all()) {
            return files.map(CommittedFile::path)
                    .filter(path -> path.startsWith(dataset + '/'))
                    .map(path -> "file://" + output + '/' + path)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyFileIsInTheTableOfItsDatasetOnce() throws IOException {
        List<RegisteredTable> tables = OutputRegistration.register(RUN.output(), settings());

        assertThat(tables).extracting(RegisteredTable::dataset).isEqualTo(DATASETS);
        assertThat(tables).extracting(RegisteredTable::change).containsOnly(Change.ADDED);
        for (RegisteredTable table : tables) {
            assertThat(locations(table(table.dataset())))
                    .as(table.dataset())
                    .isEqualTo(expected(RUN.output(), table.dataset()))
                    .hasSize(table.files());
            assertThat(table(table.dataset()).currentSnapshot().summary())
                    .containsEntry("total-records", Long.toString(table.rows()))
                    .containsEntry("deltabook.run-id", OutputFolder.open(RUN.output()).runId())
                    .containsEntry("deltabook.schema.version", "2");
        }
    }

    @Test
    void partitionsAndBoundsFindTheFiles() throws IOException {
        OutputRegistration.register(RUN.output(), settings());
        Table events = table("events");

        for (ManifestEntry entry : Manifest.read(RUN.output()).entries()) {
            List<DataFile> found =
                    files(
                            events,
                            Expressions.and(
                                    Expressions.equal("symbol", entry.facts().lane().symbol()),
                                    Expressions.equal("event_seq", entry.facts().firstSeq())));

            assertThat(found)
                    .extracting(DataFile::location)
                    .hasSize(1)
                    .first()
                    .asString()
                    .endsWith(entry.path());
            DataFile file = found.get(0);
            int id = events.schema().findField("event_timestamp").fieldId();
            assertThat(
                            (Long)
                                    Conversions.fromByteBuffer(
                                            events.schema().findType(id),
                                            file.upperBounds().get(id)))
                    .isEqualTo(entry.facts().lastNanos());
            assertThat(file.recordCount()).isEqualTo(entry.rows());
            assertThat(file.nullValueCounts().get(events.schema().findField("trade_id").fieldId()))
                    .isEqualTo(entry.rows() - entry.facts().rowsOfType().get(EventType.TRADE));
        }
        assertThat(files(events, Expressions.equal("symbol", "nowhere"))).isEmpty();
        assertThat(files(events, Expressions.equal("date", "2001-01-01"))).isEmpty();
    }

    @Test
    void registeringAgainAddsNothing() throws IOException {
        List<RegisteredTable> first = OutputRegistration.register(RUN.output(), settings());

        List<RegisteredTable> second = OutputRegistration.register(RUN.output(), settings());

        assertThat(second).extracting(RegisteredTable::change).containsOnly(Change.PRESENT);
        assertThat(second)
                .extracting(RegisteredTable::snapshot)
                .isEqualTo(first.stream().map(RegisteredTable::snapshot).toList());
    }

    @Test
    void whatAKilledRegistrationLeftOutIsAdded() throws IOException {
        OutputRegistration.register(RUN.output(), settings());
        HadoopCatalog catalog = catalog();
        catalog.dropTable(TableIdentifier.of("deltabook", "incidents"), false);
        catalog.dropTable(TableIdentifier.of("deltabook", "statistics"), false);

        List<RegisteredTable> second = OutputRegistration.register(RUN.output(), settings());

        assertThat(second)
                .extracting(RegisteredTable::change)
                .containsExactly(
                        Change.PRESENT,
                        Change.PRESENT,
                        Change.PRESENT,
                        Change.PRESENT,
                        Change.ADDED,
                        Change.ADDED);
        assertThat(locations(table("incidents"))).isEqualTo(expected(RUN.output(), "incidents"));
    }

    @Test
    void aCopyOfAnOutputIsTheSameRun() throws IOException {
        OutputRegistration.register(RUN.output(), settings());
        Path copy = OutputCopy.of(RUN.output(), folder.resolve("copy")).folder();

        assertThat(OutputRegistration.register(copy, settings()))
                .extracting(RegisteredTable::change)
                .containsOnly(Change.PRESENT);
    }

    @Test
    void filesThatCompactReplacedAreReplaced() throws IOException {
        OutputCopy copy = OutputCopy.of(RUN.output(), folder.resolve("out"));
        Path output = copy.folder();
        OutputRegistration.register(output, settings());
        Set<String> before = locations(table("events"));
        for (Path file : DataFiles.below(output.resolve("events"))) {
            Files.move(file, file.resolveSibling("joined-" + file.getFileName()));
        }
        copy.withoutDerived().verify("--rewrite").assertSucceeded();

        List<RegisteredTable> tables = OutputRegistration.register(output, settings());

        assertThat(tables)
                .extracting(RegisteredTable::change)
                .startsWith(Change.REPLACED, Change.PRESENT);
        assertThat(locations(table("events")))
                .isEqualTo(expected(output, "events"))
                .doesNotContainAnyElementsOf(before);
        assertThat(table("events").currentSnapshot().summary())
                .containsEntry("total-records", Long.toString(tables.get(0).rows()));
        assertThat(OutputRegistration.register(output, settings()))
                .extracting(RegisteredTable::change)
                .containsOnly(Change.PRESENT);
    }

    @Test
    void aColumnOfAnotherTypeIsRefused() {
        catalog()
                .createTable(
                        TableIdentifier.of("deltabook", "events"),
                        new Schema(
                                Types.NestedField.required(
                                        1, "event_timestamp", Types.TimestampType.withoutZone())));

        assertThatThrownBy(() -> OutputRegistration.register(RUN.output(), settings()))
                .isInstanceOf(RegistrationRefusedException.class)
                .hasMessageContaining(
                        "column event_timestamp must have the type of the files, timestamp_ns, but has timestamp");
    }

    @Test
    void theNextRunIsAppendedWithItsColumns() throws IOException {
        Path input = folder.resolve("in");
        Path output = folder.resolve("out");
        CommandLineRun.succeeds("generate --rows 5000 --symbols 1 --seed 8 --output", input);
        CommandLineRun.succeeds(
                "run --parallelism 1 --set sink.doubles=true --input", input, "--output", output);
        OutputRegistration.register(RUN.output(), settings());

        OutputRegistration.register(output, settings());

        Set<String> both = expected(RUN.output(), "events");
        both.addAll(expected(output, "events"));
        assertThat(locations(table("events"))).isEqualTo(both);
        assertThat(table("events").schema().findField("trade_price_f64").isOptional()).isTrue();
        assertThat(table("events").properties().get("schema.name-mapping.default"))
                .contains("trade_price_f64");
        assertThat(OutputRegistration.register(RUN.output(), settings()))
                .extracting(RegisteredTable::change)
                .containsOnly(Change.PRESENT);
    }

    @Test
    void finishRegistersOnceAndSaysWhatItDid() {
        Path catalog = folder.resolve("catalog");
        CommandLineRun.succeeds("finish", RUN.output(), "--iceberg", catalog)
                .assertErrPattern("Table deltabook.events: 6 files with [0-9,]+ rows added");

        CommandLineRun.succeeds("finish --json", RUN.output(), "--iceberg", catalog)
                .assertErr("Table deltabook.events: has this run already, nothing added");

        CommandLineRun.of("finish", RUN.output(), "--iceberg jdbc:nothing:of-the-kind")
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("add --iceberg-set warehouse=FOLDER");
        CommandLineRun.of(
                        "finish --iceberg-set warehouse=w --iceberg jdbc:nothing:of-the-kind",
                        RUN.output())
                .assertEndedWith(ExitCode.BAD_INPUT)
                .assertErr("its driver must be among the program's libraries");
    }

    @Test
    void objectStoresAreNoCatalogs() {
        assertThatThrownBy(
                        () ->
                                OutputRegistration.register(
                                        RUN.output(),
                                        new IcebergSettings("s3://bucket/lake", "n", Map.of())))
                .hasMessageContaining("use a REST catalog");
    }
}

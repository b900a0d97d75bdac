// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.contract.BookState;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.RefusalReason;
import io.deltabook.contract.RejectReason;
import io.deltabook.contract.SequenceMode;
import io.deltabook.contract.SnapshotKind;
import io.deltabook.job.metrics.MetricNames;
import io.deltabook.job.parquet.dataset.Dataset;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.TimestampUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;

final class DataContractDocsTest {
    private final String text = ProjectFile.read("docs/data-contract.md");

    @Test
    void theEventColumnsAreThoseOfTheSchemaInItsOrder() {
        List<String> expected =
                EventSchema.MESSAGE.getFields().stream()
                        .map(column -> "`" + column.getName() + "` | " + type(column))
                        .toList();

        assertThat(rows(section("Events"), "event_seq", expected.size())).isEqualTo(expected);
    }

    @Test
    void nullsStandWhereTheSchemaAllowsThem() {
        for (Type column : EventSchema.MESSAGE.getFields()) {
            String row =
                    section("Events")
                            .lines()
                            .filter(line -> line.startsWith("| `" + column.getName() + "` |"))
                            .findFirst()
                            .orElseThrow();
            assertThat(row.contains("| null"))
                    .as(column.getName())
                    .isEqualTo(column.isRepetition(Type.Repetition.OPTIONAL));
        }
    }

    @Test
    void everyKindOfIncidentHasItsRow() {
        assertThat(firstCells(section("Incidents")))
                .containsExactly(
                        Arrays.stream(IncidentKind.values())
                                .map(Enum::name)
                                .toArray(String[]::new));
    }

    @Test
    void everyRejectReasonStandsInOrder() {
        String section = section("Rejects");
        assertThat(section).containsSubsequence(names(RejectReason.values()));
    }

    @Test
    void theColumnsOfTheSmallDatasetsAreNamedInOrder() {
        assertThat(section("Rejects")).containsSubsequence(columns(new RejectDataset()));
        assertThat(section("Incidents")).containsSubsequence(columns(new IncidentDataset()));
    }

    @Test
    void statesRefusalsSnapshotKindsAndModesAreAllThere() {
        assertThat(section("States of a book")).contains(names(BookState.values()));
        assertThat(section("States of a book")).contains(names(RefusalReason.values()));
        assertThat(section("Events")).contains(names(SnapshotKind.values()));
        for (SequenceMode mode : SequenceMode.values()) {
            assertThat(section("Messages and sequence rules"))
                    .containsPattern(
                            "\\| `%s` \\|.*\\| `%s` \\|"
                                    .formatted(mode.word(), mode.verdict().word()));
        }
    }

    @Test
    void everyMetricHasItsRow() {
        assertThat(firstCells(ProjectFile.read("docs/metrics.md")))
                .containsExactly(
                        MetricNames.ROWS_READ,
                        MetricNames.EVENTS_PROCESSED,
                        MetricNames.THROUGHPUT_EPS,
                        MetricNames.GAPS_RATIO,
                        MetricNames.GAPS,
                        MetricNames.REJECTS,
                        "pipeline.incidents.KIND",
                        MetricNames.lanes(BookState.WAITING),
                        MetricNames.LANES_ENDED,
                        MetricNames.EVENT_TIME,
                        MetricNames.ROWS_PLANNED,
                        MetricNames.ROWS_DONE,
                        MetricNames.PROGRESS,
                        MetricNames.LANE_STATE,
                        MetricNames.LANE_EVENT_TIME,
                        MetricNames.LANE_GAPS,
                        MetricNames.ROWS_FETCHED,
                        MetricNames.QUEUE_DEPTH,
                        MetricNames.CAUGHT_UP,
                        MetricNames.BYTES_READ,
                        MetricNames.BYTES_WRITTEN,
                        MetricNames.MEMORY_USAGE,
                        MetricNames.MEMORY_LIMIT,
                        MetricNames.MEMORY_STATE,
                        MetricNames.MEMORY_PAUSED,
                        MetricNames.MEMORY_CURRENT_PAUSE);
    }

    private String section(String title) {
        int start = text.indexOf("\n## " + title + "\n");
        assertThat(start).as(title).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** Rows of a table from the one that begins with a column on: name and type. */
    private static List<String> rows(String section, String first, int count) {
        return section.substring(section.indexOf("| `" + first + "` |"))
                .lines()
                .limit(count)
                .map(line -> line.split(Pattern.quote(" | "), 3))
                .map(cells -> cells[0].substring(2) + " | " + cells[1])
                .toList();
    }

    /** First cells of all table rows that name something. */
    private static List<String> firstCells(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
    }

    private static String type(Type column) {
        LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
        if (!column.isPrimitive()) {
            return logical.toString();
        }
        String physical = column.asPrimitiveType().getPrimitiveTypeName().name();
        return logical == null ? physical : physical + " " + logical;
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(value -> "`" + value.name() + "`").toArray(String[]::new);
    }

    private static String[] columns(Dataset<?> dataset) {
        return dataset.columns().schema(TimestampUnit.NANOS).getFields().stream()
                .map(Type::getName)
                .toArray(String[]::new);
    }
}

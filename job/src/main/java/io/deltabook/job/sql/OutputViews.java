// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.sql;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.output.DataFiles;
import io.deltabook.job.output.UnfinishedCompaction;
import io.deltabook.job.parquet.dataset.Dataset;
import io.deltabook.job.parquet.dataset.IncidentDataset;
import io.deltabook.job.parquet.dataset.PeriodDataset;
import io.deltabook.job.parquet.dataset.RejectDataset;
import io.deltabook.job.parquet.dataset.StatisticsDataset;
import io.deltabook.job.parquet.event.EventFileShape;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.QuoteSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * DuckDB statements that create the views of an output: one of each dataset that has files, and
 * some of what is asked for most. A view holds no data; a query of it reads the committed files.
 */
public final class OutputViews {
    private static final int MAX_LINE = 100;

    private final Path output;
    private final List<String> statements = new ArrayList<>();

    private OutputViews(Path output) {
        this.output = output;
    }

    /**
     * The statements, each with its semicolon, in the order in which they must run.
     *
     * @param output folder of a run, which may be unfinished
     * @throws BadInputException if it is not one, has no files yet, or is being compacted
     */
    public static List<String> of(Path output) throws IOException {
        OutputViews views = new OutputViews(output.toAbsolutePath().normalize());
        views.requireUsable();
        views.events();
        views.sides();
        if (views.statements.isEmpty()) {
            throw new BadInputException(
                    "[%s] must be the output folder of a run with committed files, but has none"
                            .formatted(views.output));
        }
        return views.statements;
    }

    private void requireUsable() {
        if (!Files.isDirectory(output)) {
            throw new BadInputException(
                    "[%s] must be the output folder of a run, but is not a folder"
                            .formatted(output));
        }
        if (UnfinishedCompaction.isIn(output)) {
            throw new BadInputException(UnfinishedCompaction.message(output));
        }
        ParquetGlob.requireReadable(output);
    }

    private void events() throws IOException {
        List<Path> files = DataFiles.below(output.resolve(EventSchema.FOLDER));
        if (files.isEmpty()) {
            return;
        }
        EventColumns columns = new EventColumns(EventFileShape.read(files.get(0)).format());
        hourly(EventSchema.FOLDER, columns.events());
        view("deltas", columns.deltas(), "events", "WHERE event_type = 'BOOK_DELTA'");
        view("trades", columns.trades(), "events", "WHERE event_type = 'TRADE'");
        view("books", columns.books(), "events", "WHERE event_type = 'BOOK_SNAPSHOT'");
        view(
                "coverage",
                List.of(
                        "exchange, symbol, date, hour",
                        "min(event_seq) AS first_seq",
                        "max(event_seq) AS last_seq",
                        "min(event_timestamp) AS first_time",
                        "max(event_timestamp) AS last_time",
                        "count(*) AS events",
                        "count(*) FILTER (WHERE last_in_message) AS messages",
                        "count(*) FILTER (WHERE event_type = 'TRADE') AS trades",
                        "count(*) FILTER (WHERE book_state = 'LIVE') / count(*) AS live_share"),
                "events",
                "GROUP BY exchange, symbol, date, hour");
        if (has(QuoteSchema.FOLDER)) {
            hourly(QuoteSchema.FOLDER, columns.quotes());
        }
    }

    private void hourly(String dataset, List<String> columns) {
        List<String> all = new ArrayList<>(List.of("exchange", "symbol", "date", "hour"));
        all.addAll(columns);
        view(dataset, all, ParquetGlob.ofHours(output.resolve(dataset)).relation(), "");
    }

    private void sides() throws IOException {
        if (lanes(new PeriodDataset())) {
            view(
                    "untrusted",
                    List.of(
                            "exchange, symbol, from_time, to_time",
                            "to_time - from_time AS duration",
                            "from_seq, to_seq, book_state, cause, messages, events, gaps"),
                    "periods",
                    "WHERE book_state <> 'LIVE'");
        }
        if (lanes(new IncidentDataset())) {
            view(
                    "gaps",
                    List.of(
                            "exchange, symbol, event_seq, event_timestamp",
                            "update_id, expected_id, actual_id, size AS missing_ids"),
                    "incidents",
                    "WHERE kind = 'GAP'");
        }
        lanes(new RejectDataset());
        lanes(new StatisticsDataset());
    }

    private boolean lanes(Dataset<?> dataset) throws IOException {
        if (!has(dataset.folder())) {
            return false;
        }
        String relation = ParquetGlob.ofLanes(output.resolve(dataset.folder())).relation();
        List<String> columns = List.of("exchange, symbol", "* EXCLUDE (exchange, symbol)");
        view(dataset.folder(), columns, relation, "");
        return true;
    }

    private boolean has(String dataset) throws IOException {
        return !DataFiles.below(output.resolve(dataset)).isEmpty();
    }

    private void view(String name, List<String> columns, String relation, String rest) {
        StringBuilder text = new StringBuilder("CREATE OR REPLACE VIEW ").append(name);
        text.append(" AS\nSELECT ");
        int lineStart = text.length() - "SELECT ".length();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i) + (i + 1 < columns.size() ? "," : "");
            if (i > 0 && text.length() + 1 + column.length() - lineStart > MAX_LINE) {
                text.append("\n    ");
                lineStart = text.length() - 4;
            } else if (i > 0) {
                text.append(' ');
            }
            text.append(column);
        }
        text.append("\nFROM ").append(relation);
        if (!rest.isEmpty()) {
            text.append('\n').append(rest);
        }
        statements.add(text.append(';').toString());
    }
}

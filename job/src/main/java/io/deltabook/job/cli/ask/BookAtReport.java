// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.ask;

import io.deltabook.job.cli.terminal.EpochText;
import io.deltabook.job.cli.terminal.TextTable;
import io.deltabook.job.replay.Anchor;
import io.deltabook.job.replay.BookAt;
import io.deltabook.job.replay.BookAt.Ladder;
import io.deltabook.job.replay.BookAt.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answer of {@code book-at} as text, JSON and CSV. */
final class BookAtReport {
    private static final String UNKNOWN = "not told between snapshots, as rows were rejected";

    private final BookAt book;

    /** The instant that was asked for, epoch ns; null if it was an event. */
    private final Long asked;

    BookAtReport(BookAt book, Long asked) {
        this.book = book;
        this.asked = asked;
    }

    List<String> text() {
        TextTable facts = TextTable.ofFacts();
        facts.row("symbol", book.lane().toString());
        if (asked != null) {
            facts.row("at", EpochText.of(asked));
        }
        facts.row("state", state());
        facts.row("as of", asOf());
        facts.row("anchor", anchor());
        if (book.bookSeq() >= 0) {
            facts.row("certified", counts(book.bids().certified(), book.asks().certified()));
            facts.row("covered", covered());
            facts.row("known", known(book.bids(), "bids") + ", " + known(book.asks(), "asks"));
        }
        List<String> lines = new ArrayList<>(facts.lines());
        if (!book.bids().levels().isEmpty() || !book.asks().levels().isEmpty()) {
            lines.add("");
            lines.addAll(ladder().lines());
            lines.add("");
            lines.add("+ certified, ~ covered: exact if no message was lost");
        }
        return lines;
    }

    private String state() {
        return switch (book.state()) {
            case LIVE -> "LIVE";
            case SUSPECT -> "SUSPECT: something is known to be missing";
            case WAITING -> "WAITING: there is no book to trust";
        };
    }

    private String asOf() {
        if (book.bookSeq() < 0) {
            return "event " + book.seq();
        }
        String of = "event %d of %s".formatted(book.bookSeq(), EpochText.of(book.bookNanos()));
        return asked == null ? of : of + ", " + age(asked - book.bookNanos()) + " before";
    }

    private String anchor() {
        Anchor anchor = book.anchor();
        if (anchor.isStart()) {
            return "none: no snapshot comes before, so the replay started with the lane";
        }
        return "%s, event %d of %s, %s before"
                .formatted(
                        anchor.kind(),
                        anchor.seq(),
                        EpochText.of(anchor.nanos()),
                        age(book.bookNanos() - anchor.nanos()));
    }

    private static String age(long nanos) {
        return (nanos < 0 ? "-" : "")
                + Duration.ofNanos(Math.abs(nanos))
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT);
    }

    private static String counts(int bids, int asks) {
        return bids < 0 ? UNKNOWN : bids + " bids, " + asks + " asks";
    }

    private String covered() {
        String counts = counts(book.bids().covered(), book.asks().covered());
        boolean hasRange = book.bids().coveredTo() != null && book.asks().coveredTo() != null;
        return hasRange
                ? "%s: %s to %s"
                        .formatted(
                                counts,
                                book.bids().coveredTo().toPlainString(),
                                book.asks().coveredTo().toPlainString())
                : counts;
    }

    private static String known(Ladder side, String noun) {
        return side.known() + " " + noun + (side.isWhole() ? "" : " or more");
    }

    private TextTable ladder() {
        TextTable table = new TextTable("level", "bid quantity", "bid", "ask", "ask quantity");
        int levels = Math.max(book.bids().levels().size(), book.asks().levels().size());
        for (int i = 0; i < levels; i++) {
            table.row(
                    Integer.toString(i),
                    quantity(book.bids(), i),
                    price(book.bids(), i),
                    price(book.asks(), i),
                    quantity(book.asks(), i));
        }
        return table;
    }

    private static String quantity(Ladder side, int level) {
        return level < side.levels().size()
                ? side.levels().get(level).quantity().toPlainString()
                : "";
    }

    private static String price(Ladder side, int level) {
        if (level >= side.levels().size()) {
            return "";
        }
        String mark = level < side.certified() ? " +" : level < side.covered() ? " ~" : "";
        return side.levels().get(level).price().toPlainString() + mark;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exchange", book.lane().exchange());
        json.put("symbol", book.lane().symbol());
        if (asked != null) {
            json.put("at", EpochText.of(asked));
            json.put("at_ns", asked);
        }
        json.put("event_seq", book.seq());
        json.put("book_state", book.state().name());
        boolean hasBook = book.bookSeq() >= 0;
        json.put("book_event_seq", hasBook ? book.bookSeq() : null);
        json.put("book_timestamp", hasBook ? EpochText.of(book.bookNanos()) : null);
        json.put("book_timestamp_ns", hasBook ? book.bookNanos() : null);
        json.put("age_ns", hasBook && asked != null ? asked - book.bookNanos() : null);
        Anchor anchor = book.anchor();
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("snapshot_kind", anchor.isStart() ? null : anchor.kind().name());
        start.put("event_seq", anchor.seq());
        start.put("event_timestamp", EpochText.of(anchor.nanos()));
        start.put("event_timestamp_ns", anchor.nanos());
        start.put("age_ns", hasBook ? book.bookNanos() - anchor.nanos() : null);
        json.put("anchor", start);
        side(json, "bids", book.bids());
        side(json, "asks", book.asks());
        return json;
    }

    private static void side(Map<String, Object> json, String name, Ladder side) {
        json.put("certified_" + name, side.certified() < 0 ? null : side.certified());
        json.put("covered_" + name, side.covered() < 0 ? null : side.covered());
        json.put(
                "covered_to_" + name,
                side.coveredTo() == null ? null : side.coveredTo().toPlainString());
        json.put("known_" + name, side.known());
        json.put("whole_" + name, side.isWhole());
        List<Map<String, Object>> levels = new ArrayList<>();
        for (int i = 0; i < side.levels().size(); i++) {
            Level level = side.levels().get(i);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("price", level.price().toPlainString());
            one.put("quantity", level.quantity().toPlainString());
            one.put("certified", side.certified() < 0 ? null : i < side.certified());
            one.put("covered", side.covered() < 0 ? null : i < side.covered());
            levels.add(one);
        }
        json.put(name, levels);
    }

    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("side,level,price,quantity,certified,covered,book_state,event_seq");
        csv(lines, "BID", book.bids());
        csv(lines, "ASK", book.asks());
        return lines;
    }

    private void csv(List<String> lines, String name, Ladder side) {
        for (int i = 0; i < side.levels().size(); i++) {
            Level level = side.levels().get(i);
            lines.add(
                    "%s,%d,%s,%s,%s,%s,%s,%d"
                            .formatted(
                                    name,
                                    i,
                                    level.price().toPlainString(),
                                    level.quantity().toPlainString(),
                                    side.certified() < 0 ? "" : i < side.certified(),
                                    side.covered() < 0 ? "" : i < side.covered(),
                                    book.state(),
                                    book.bookSeq()));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.report;

import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.job.view.Coverage;
import io.deltabook.job.view.Findings;
import io.deltabook.job.view.OutputView;
import io.deltabook.job.view.Span;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** All the time of a lane, in the spans that a view answers, and the answers put together. */
final class LaneSpans {
    /** Buckets over all spans. */
    private static final int BUCKETS = 600;

    private static final long LONGEST = Span.MAX_DAYS * 24 * EventHour.NANOS;
    private static final int MAX_INCIDENTS = 500;

    private final List<Span> spans;

    private LaneSpans(List<Span> spans) {
        this.spans = spans;
    }

    /** The time between the first and the last event of some hours. */
    static LaneSpans of(List<Coverage.Hour> hours) {
        List<Span> spans = new ArrayList<>();
        if (hours.isEmpty()) {
            return new LaneSpans(spans);
        }
        long from = (long) (hours.get(0).first() * 1e6) * 1_000;
        long to = (long) (hours.get(hours.size() - 1).last() * 1e6 + 2) * 1_000;
        if (to - from > LONGEST) {
            from = EventHour.of(from) * EventHour.NANOS;
        }
        int count = (int) ((to - from + LONGEST - 1) / LONGEST);
        for (int i = 0; i < count; i++) {
            long begin = from + i * LONGEST;
            spans.add(new Span(begin, Math.min(to, begin + LONGEST), Math.max(1, BUCKETS / count)));
        }
        return new LaneSpans(spans);
    }

    /** Null without spans. */
    OutputView.Quotes quotes(OutputView view, LaneId lane) throws IOException {
        List<OutputView.Quotes> parts = new ArrayList<>();
        for (Span span : spans) {
            OutputView.Quotes quotes = view.quotes(lane, span);
            while (quotes.pendingHours() > 0) {
                quotes = view.quotes(lane, span);
            }
            parts.add(quotes);
        }
        if (parts.size() < 2) {
            return parts.isEmpty() ? null : parts.get(0);
        }
        return new OutputView.Quotes(
                joined(parts, OutputView.Quotes::seconds),
                parts.get(0).stepSeconds(),
                joined(parts, OutputView.Quotes::bidLow),
                joined(parts, OutputView.Quotes::bidHigh),
                joined(parts, OutputView.Quotes::bid),
                joined(parts, OutputView.Quotes::askLow),
                joined(parts, OutputView.Quotes::askHigh),
                joined(parts, OutputView.Quotes::ask),
                joined(parts, OutputView.Quotes::spreadLow),
                joined(parts, OutputView.Quotes::spreadHigh),
                parts.stream().flatMapToInt(part -> Arrays.stream(part.quotes())).toArray(),
                parts.stream().flatMapToInt(part -> Arrays.stream(part.certified())).toArray(),
                0);
    }

    private static <T> double[] joined(List<T> parts, Function<T, double[]> values) {
        return parts.stream()
                .flatMapToDouble(part -> DoubleStream.of(values.apply(part)))
                .toArray();
    }

    List<OutputView.StateSpan> states(OutputView view, LaneId lane) throws IOException {
        List<OutputView.StateSpan> states = new ArrayList<>();
        for (Span span : spans) {
            for (OutputView.StateSpan state : view.states(lane, span).states()) {
                if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                    states.add(state);
                }
            }
        }
        return states;
    }

    Findings.Incidents incidents(OutputView view, LaneId lane, Set<IncidentKind> listed)
            throws IOException {
        List<Findings.Incidents> parts = new ArrayList<>();
        Map<String, Long> kinds = new TreeMap<>();
        Map<String, int[]> counts = new HashMap<>();
        List<Findings.IncidentRow> rows = new ArrayList<>();
        long total = 0;
        for (Span span : spans) {
            Findings.Incidents part = view.incidents(lane, span, listed);
            parts.add(part);
            part.kinds().forEach((kind, number) -> kinds.merge(kind, number, Long::sum));
            rows.addAll(part.rows().subList(0, Math.min(part.rows().size(), room(rows))));
            total += part.total();
        }
        for (String kind : kinds.keySet()) {
            counts.put(
                    kind,
                    parts.stream()
                            .flatMapToInt(part -> Arrays.stream(counts(part, kind)))
                            .toArray());
        }
        return new Findings.Incidents(
                kinds,
                joined(parts, Findings.Incidents::seconds),
                new TreeMap<>(counts),
                rows,
                total);
    }

    private static int[] counts(Findings.Incidents part, String kind) {
        return part.counts().getOrDefault(kind, new int[part.seconds().length]);
    }

    private static int room(List<Findings.IncidentRow> rows) {
        return MAX_INCIDENTS - rows.size();
    }
}

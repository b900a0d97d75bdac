// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltabook.contract.BadInputException;
import io.deltabook.contract.IncidentKind;
import io.deltabook.contract.LaneId;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.output.Outcome;
import io.deltabook.job.output.Summary;
import io.deltabook.job.view.depth.Depths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Everything that the page asks of an output. Answers are bounded in size. Thread-safe. */
public final class OutputView {
    private static final long PATIENCE_NANOS = 1_500_000_000L;
    private static final int MAX_REACH = 1_000;
    private static final int MAX_ROWS = 500;

    private final OutputListing listing;
    private final Findings findings;
    private final Timeline timeline;
    private final Coverage coverage;
    private final BookMoments books;
    private final Depths depths;

    private OutputView(OutputListing listing) {
        this.listing = listing;
        findings = new Findings(listing);
        timeline = new Timeline(listing);
        coverage = new Coverage(listing, findings, timeline);
        books = new BookMoments(listing.output());
        depths = new Depths(listing.output());
    }

    /**
     * Opens an output, which may be of a run that has not finished.
     *
     * @throws BadInputException if the folder is none, or is being compacted
     */
    public static OutputView of(Path output) throws IOException {
        return new OutputView(new OutputListing(output));
    }

    /**
     * What the output is.
     *
     * @param status in a few words: finished, finished with faults, or not finished
     * @param faults what was wrong with the run
     * @param ended lanes that are complete
     */
    public record Overview(
            String output,
            String status,
            boolean isFinished,
            List<String> faults,
            int ended,
            List<LaneId> lanes) {}

    public Overview overview() throws IOException {
        listing.requireNotCompacting();
        Set<LaneId> lanes = listing.lanes();
        Outcome outcome = Outcome.read(listing.output());
        int ended = CommittedOutput.of(listing.output()).ended().size();
        String status;
        if (outcome != null) {
            status = outcome.isComplete() ? "finished" : "finished, not complete";
        } else {
            status = ended == lanes.size() ? "all lanes ended" : "not finished";
        }
        return new Overview(
                listing.output().toString(),
                status,
                outcome != null,
                outcome == null ? List.of() : outcome.faults(),
                ended,
                List.copyOf(lanes));
    }

    /**
     * The lane of this exchange and symbol.
     *
     * @throws BadInputException if the output has none
     */
    public LaneId lane(String exchange, String symbol) throws IOException {
        LaneId asked = new LaneId(exchange, symbol);
        if (!listing.lanes().contains(asked)) {
            throw new BadInputException(
                    "the output must have a lane %s, but has none of that name".formatted(asked));
        }
        return asked;
    }

    /** The hours of a lane that have events. */
    public List<Coverage.Hour> coverage(LaneId lane) throws IOException {
        listing.requireNotCompacting();
        return coverage.of(lane);
    }

    /**
     * Best bid and ask over a span, one value a bucket; NaN where there is none.
     *
     * @param seconds begin of each bucket, epoch seconds
     * @param stepSeconds length of a bucket
     * @param pendingHours hours that have not been read yet: ask again
     */
    public record Quotes(
            double[] seconds,
            double stepSeconds,
            double[] bidLow,
            double[] bidHigh,
            double[] bid,
            double[] askLow,
            double[] askHigh,
            double[] ask,
            double[] spreadLow,
            double[] spreadHigh,
            int[] quotes,
            int[] certified,
            int pendingHours) {}

    /** The quotes of a span. */
    public Quotes quotes(LaneId lane, Span span) throws IOException {
        Timeline.Partial<QuoteBars> answer =
                timeline.quotes(lane, span, System.nanoTime() + PATIENCE_NANOS);
        QuoteBars bars = answer.bars();
        return new Quotes(
                seconds(bars.from, bars.step, bars.size()),
                bars.step / 1e9,
                bars.bidLow,
                bars.bidHigh,
                bars.bidLast,
                bars.askLow,
                bars.askHigh,
                bars.askLast,
                bars.spreadLow,
                bars.spreadHigh,
                bars.quotes,
                bars.certified,
                answer.pendingHours());
    }

    /**
     * What happened over a span, one value a bucket.
     *
     * @param latencyLow least arrival minus event time, ms; NaN where there is none
     * @param largest the largest trades one by one, if the span is short; null else
     * @param pendingHours hours that have not been read yet: ask again
     */
    public record Activity(
            double[] seconds,
            double stepSeconds,
            long[] events,
            long[] messages,
            long[] trades,
            double[] buyVolume,
            double[] sellVolume,
            double[] tradeLow,
            double[] tradeHigh,
            double[] latencyLow,
            double[] latencyMean,
            double[] latencyHigh,
            LargestTrades.Points largest,
            int pendingHours) {}

    /** The activity of a span. */
    public Activity activity(LaneId lane, Span span) throws IOException {
        Timeline.Partial<ActivityBars> answer =
                timeline.activity(lane, span, System.nanoTime() + PATIENCE_NANOS);
        ActivityBars bars = answer.bars();
        return new Activity(
                seconds(bars.from, bars.step, bars.size()),
                bars.step / 1e9,
                bars.events,
                bars.messages,
                bars.trades,
                bars.buyVolume,
                bars.sellVolume,
                bars.tradeLow,
                bars.tradeHigh,
                bars.latencyLow,
                bars.latencyMean(),
                bars.latencyHigh,
                bars.largest == null ? null : bars.largest.points(),
                answer.pendingHours());
    }

    /**
     * The depth of the book over a span, near the prices of its quotes.
     *
     * @param reach how far beyond the best prices of the span, in hundredths of a percent
     * @param rows most bands of prices
     * @return null if there are no quotes, or none have been read yet
     */
    public Depths.Depth depth(LaneId lane, Span span, int reach, int rows) throws IOException {
        if (reach < 1 || reach > MAX_REACH || rows < 1 || rows > MAX_ROWS) {
            throw new BadInputException(
                    "reach must be 1 to %d and rows 1 to %d, but they are %d and %d"
                            .formatted(MAX_REACH, MAX_ROWS, reach, rows));
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        QuoteBars bars = timeline.quotes(lane, span, deadline).bars();
        double low = Double.NaN;
        double high = Double.NaN;
        for (int i = 0; i < bars.size(); i++) {
            low = QuoteBars.least(low, bars.bidLow[i]);
            high = QuoteBars.most(high, bars.askHigh[i]);
        }
        if (!(low <= high)) {
            return null;
        }
        long step = span.step();
        long begin = Math.floorDiv(span.from(), step) * step;
        int buckets = (int) ((span.to() - begin + step - 1) / step);
        double beyond = reach / 10_000.0;
        Depths.Window window =
                new Depths.Window(
                        begin, step, buckets, low * (1 - beyond), high * (1 + beyond), rows);
        return depths.of(lane, window, deadline);
    }

    private static double[] seconds(long from, long step, int size) {
        double[] seconds = new double[size];
        for (int i = 0; i < size; i++) {
            seconds[i] = (from + i * step) / 1e9;
        }
        return seconds;
    }

    /** A time in which the book was in one state; times are epoch seconds. */
    public record StateSpan(double from, double to, String state, String cause, long gaps) {}

    /**
     * The states of a span.
     *
     * @param total number of all of them, of which the longest are listed
     */
    public record States(List<StateSpan> states, int total) {}

    /** The states of the book in a span; the longest if there are many. */
    public States states(LaneId lane, Span span) throws IOException {
        List<BookPeriod> found = new ArrayList<>();
        for (BookPeriod period : BookPeriod.of(listing, lane)) {
            if (period.fromNanos() < span.to() && period.toNanos() >= span.from()) {
                found.add(period);
            }
        }
        int total = found.size();
        found.sort((one, other) -> Long.compare(length(other), length(one)));
        List<StateSpan> states = new ArrayList<>();
        for (BookPeriod period : found.subList(0, Math.min(total, Span.MAX_BUCKETS))) {
            states.add(
                    new StateSpan(
                            period.fromNanos() / 1e9,
                            period.toNanos() / 1e9,
                            period.state().name(),
                            period.cause(),
                            period.gaps()));
        }
        states.sort((one, other) -> Double.compare(one.from(), other.from()));
        return new States(states, total);
    }

    private static long length(BookPeriod period) {
        return period.toNanos() - period.fromNanos();
    }

    /** The incidents of a span. */
    public Findings.Incidents incidents(LaneId lane, Span span) throws IOException {
        return incidents(lane, span, EnumSet.allOf(IncidentKind.class));
    }

    /** The incidents of a span, of which only some kinds are listed one by one. */
    public Findings.Incidents incidents(LaneId lane, Span span, Set<IncidentKind> listed)
            throws IOException {
        return findings.incidents(lane, span, listed);
    }

    /**
     * An answer about the book.
     *
     * @param book null if there is none there
     */
    public record BookAnswer(BookMoment book) {}

    /** The book as it was known at an instant, epoch ns, with so many levels a side. */
    public BookAnswer bookAt(LaneId lane, long nanos, int depth) throws IOException {
        return new BookAnswer(books.at(lane, nanos, requireDepth(depth)));
    }

    /** The book after the last message or snapshot that ended before an event. */
    public BookAnswer bookBefore(LaneId lane, long seq, int depth) throws IOException {
        return new BookAnswer(books.before(lane, seq, requireDepth(depth)));
    }

    /** The book after the first message or snapshot that ends after an event. */
    public BookAnswer bookAfter(LaneId lane, long seq, int depth) throws IOException {
        return new BookAnswer(books.after(lane, seq, requireDepth(depth)));
    }

    private static int requireDepth(int depth) {
        if (depth < 1 || depth > BookMoments.MAX_LEVELS) {
            throw new BadInputException(
                    "depth must be 1 to %d, but is %d".formatted(BookMoments.MAX_LEVELS, depth));
        }
        return depth;
    }

    /** The rejected rows of a lane. */
    public Findings.Rejects rejects(LaneId lane) throws IOException {
        return findings.rejects(lane);
    }

    /**
     * The statistics of all lanes, as the summary has them; of an output that is not finished,
     * those of the lanes that have ended.
     */
    public JsonNode statistics() throws IOException {
        Path file = listing.output().resolve(Summary.FILE);
        if (Outcome.read(listing.output()) != null && Files.isRegularFile(file)) {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        }
        return Summary.of(listing.output(), Manifest.of(List.of(), List.of()), null).json();
    }
}

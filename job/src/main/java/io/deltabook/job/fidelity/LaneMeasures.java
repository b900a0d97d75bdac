// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.job.fidelity.book.BookTop;
import io.deltabook.job.fidelity.measure.Bins;
import io.deltabook.job.fidelity.measure.BookPairs;
import io.deltabook.job.fidelity.measure.DistributionDistance;
import io.deltabook.job.fidelity.measure.DriftSeries;
import io.deltabook.job.fidelity.measure.QuoteFlow;
import io.deltabook.job.fidelity.measure.Returns;
import io.deltabook.job.fidelity.measure.Staleness;
import io.deltabook.job.fidelity.measure.TopDrift;

/** What was measured of a lane. Filled by one thread. */
public final class LaneMeasures {
    private final BookPairs pairs;
    private final DriftSeries drift;
    private final Staleness staleness = new Staleness();
    private final Returns returns = new Returns();
    private final QuoteFlow ours = new QuoteFlow();
    private final QuoteFlow reference = new QuoteFlow();
    private final Bins spreadsOfOurs = new Bins();
    private final Bins spreadsOfReference = new Bins();
    private long firstNanos;
    private long lastNanos;
    private long wanted;
    private long outside;
    private long withoutReference;

    LaneMeasures(FidelitySettings settings) {
        pairs = new BookPairs(settings.depth());
        drift = new DriftSeries(settings.everyNanos());
    }

    void see(long nanos, BookTop own, BookTop known) {
        firstNanos = pairs.pairs() == 0 ? nanos : firstNanos;
        lastNanos = nanos;
        wanted++;
        pairs.see(own, known);
        staleness.see(nanos, own, known);
        boolean isTwoSided = own.isTwoSided() && known.isTwoSided();
        double midError = isTwoSided ? BookPairs.inBps(own.mid(), known.mid()) : Double.NaN;
        drift.see(nanos, TopDrift.of(own, known), midError, own.isBestEqual(known));
        if (isTwoSided) {
            spreadsOfOurs.add(own.spread());
            spreadsOfReference.add(known.spread());
        }
    }

    /** The reference had a book that may be compared, ours had none. */
    void seeNoBook() {
        wanted++;
        staleness.lose();
    }

    /** The reference had no book at an instant. */
    void seeNoReference() {
        withoutReference++;
        staleness.lose();
    }

    /** A book of the reference lies before the first or after the last of ours. */
    void seeOutside() {
        outside++;
    }

    /** The first instant with two books, epoch ns; 0 if there is none. */
    public long firstNanos() {
        return firstNanos;
    }

    /** The last instant with two books, epoch ns; 0 if there is none. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Instants at which the reference had a book. */
    public long wanted() {
        return wanted;
    }

    /** Books of the reference before or after the time of ours, which were not compared. */
    public long outside() {
        return outside;
    }

    /** Instants at which the reference had no book. */
    public long withoutReference() {
        return withoutReference;
    }

    /** Pairs of books. */
    public BookPairs pairs() {
        return pairs;
    }

    /** Share of the instants at which the reference had a book and so had ours. */
    public double compared() {
        return wanted == 0 ? 0 : (double) pairs.pairs() / wanted;
    }

    /** Drift over time. */
    public DriftSeries drift() {
        return drift;
    }

    /** How long our best quotes stood still. */
    public Staleness staleness() {
        return staleness;
    }

    /** Returns of the mid prices. */
    public Returns returns() {
        return returns;
    }

    /** The flow of our quotes. */
    public QuoteFlow ours() {
        return ours;
    }

    /** The flow of the reference's quotes. */
    public QuoteFlow reference() {
        return reference;
    }

    /** Spreads of our books. */
    public Bins spreadsOfOurs() {
        return spreadsOfOurs;
    }

    /** Spreads of the reference's books. */
    public Bins spreadsOfReference() {
        return spreadsOfReference;
    }

    /** Distance of the spreads. */
    public DistributionDistance spreads() {
        return DistributionDistance.of(spreadsOfOurs, spreadsOfReference);
    }

    /** Distance of the times between messages. */
    public DistributionDistance messages() {
        return DistributionDistance.of(ours.messages(), reference.messages());
    }

    /** Distance of the times between changes of the best quotes. */
    public DistributionDistance changes() {
        return DistributionDistance.of(ours.changes(), reference.changes());
    }
}

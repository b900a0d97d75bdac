// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import io.deltabook.contract.DecimalStrategy;
import io.deltabook.contract.InputTable;
import io.deltabook.contract.Lane;
import io.deltabook.contract.LaneId;
import io.deltabook.job.config.DecimalScales;
import io.deltabook.job.config.SourceConf;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.profile.LaneNumbers;
import io.deltabook.job.parquet.profile.NumberEvidence;
import io.deltabook.job.parquet.profile.NumberScan;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides how the numbers of lanes are represented, from the options or from a sample. */
final class NumberPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(NumberPlanner.class);

    /** Spare decimals beyond those seen. */
    private static final int SPARE_DECIMALS = 2;

    /** Factor by which numbers may exceed those seen. */
    private static final BigDecimal SPARE = BigDecimal.valueOf(100);

    private static final BigDecimal AMPLE = BigDecimal.valueOf(1_000);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final SourceConf conf;
    private final FileSample sample;

    /**
     * How the numbers of a lane are represented.
     *
     * @param strategy longs or decimals
     * @param price decimal digits of its prices
     * @param quantity decimal digits of its quantities
     */
    record Form(DecimalStrategy strategy, int price, int quantity) {
        private static final Form WIDE =
                new Form(DecimalStrategy.DECIMAL128, Lane.MAX_SCALE, Lane.MAX_SCALE);
    }

    NumberPlanner(SourceConf conf) {
        this.conf = conf;
        this.sample = new FileSample(conf.onBadFile());
    }

    /** The form of each of some lanes that share files. */
    Map<LaneId, Form> forms(
            Collection<LaneId> lanes,
            TableFormat format,
            List<SurveyedFile> files,
            OtherTables others) {
        Map<LaneId, LaneNumbers> evidence = new TreeMap<>();
        for (LaneId lane : lanes) {
            if (isOpen(lane)) {
                evidence.put(lane, new LaneNumbers());
            }
        }
        for (LaneId lane : List.copyOf(evidence.keySet())) {
            addFooters(lane, files, evidence.get(lane));
        }
        if (!evidence.isEmpty()) {
            gather(InputTable.DELTAS, format, files, evidence);
            for (LaneId lane : List.copyOf(evidence.keySet())) {
                others.sampled(
                        lane,
                        (table, found) -> {
                            Map<LaneId, LaneNumbers> one = new TreeMap<>();
                            one.put(lane, evidence.get(lane));
                            addFooters(lane, found, evidence.get(lane));
                            gather(table, conf.format(table), found, one);
                        });
            }
        }
        Map<LaneId, Form> forms = new TreeMap<>();
        for (LaneId lane : lanes) {
            Form form = form(lane, evidence.get(lane));
            forms.put(lane, form);
            LOG.debug("[{}] numbers: {}", lane, form);
        }
        return forms;
    }

    /** What the footers tell about files that belong to the lane only. */
    private static void addFooters(LaneId lane, List<SurveyedFile> files, LaneNumbers to) {
        for (SurveyedFile file : files) {
            if (!file.isBad() && file.lanes().equals(Set.of(lane))) {
                to.add(file.facts().numbers());
            }
        }
    }

    private boolean isOpen(LaneId lane) {
        DecimalScales scales = conf.scales();
        return scales.strategy() == null
                && (scales.price(lane.symbol()) == null || scales.quantity(lane.symbol()) == null);
    }

    /** The sample of each lane's own files; a file is read once for all lanes that need it. */
    private void gather(
            InputTable table,
            TableFormat format,
            List<SurveyedFile> files,
            Map<LaneId, LaneNumbers> evidence) {
        List<SurveyedFile> ofLanes =
                files.stream()
                        .filter(file -> file.lanes().stream().anyMatch(evidence::containsKey))
                        .sorted(Comparator.comparing(SurveyedFile::found, FoundFile.READING_ORDER))
                        .toList();
        sample.look(
                ofLanes,
                file ->
                        NumberScan.scan(
                                file.found().path(),
                                table,
                                format,
                                file.planned().owners(),
                                evidence));
    }

    private Form form(LaneId lane, LaneNumbers numbers) {
        DecimalScales scales = conf.scales();
        Integer price = scales.price(lane.symbol());
        Integer quantity = scales.quantity(lane.symbol());
        if (scales.strategy() == DecimalStrategy.DECIMAL128) {
            return Form.WIDE;
        }
        if (numbers == null) {
            return new Form(
                    DecimalStrategy.PIPS,
                    price == null ? DecimalScales.USUAL : price,
                    quantity == null ? DecimalScales.USUAL : quantity);
        }
        int priceScale = price == null ? scale(numbers.price()) : price;
        int quantityScale = quantity == null ? scale(numbers.quantity()) : quantity;
        return priceScale > Lane.MAX_SCALE || quantityScale > Lane.MAX_SCALE
                ? Form.WIDE
                : new Form(DecimalStrategy.PIPS, priceScale, quantityScale);
    }

    /**
     * Decimal digits at which a long holds the numbers with headroom; above the maximum scale if
     * there are none.
     */
    static int scale(NumberEvidence seen) {
        int min = seen.isOpen() ? seen.decimals() + SPARE_DECIMALS : 0;
        min = Math.max(min, seen.declared());
        int usual = Math.max(min, DecimalScales.USUAL);
        if (holds(seen.largest(), usual, AMPLE)) {
            return usual;
        }
        return holds(seen.largest(), min, SPARE) ? min : Lane.MAX_SCALE + 1;
    }

    private static boolean holds(BigDecimal largest, int scale, BigDecimal spare) {
        return scale <= Lane.MAX_SCALE
                && largest.movePointRight(scale).multiply(spare).compareTo(MAX) <= 0;
    }
}

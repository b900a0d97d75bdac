// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.book.BookTop;
import io.deltabook.job.fidelity.measure.Bins;
import io.deltabook.job.fidelity.measure.BookPairs;
import io.deltabook.job.fidelity.measure.DistributionDistance;
import io.deltabook.job.fidelity.measure.LevelAgreement;
import io.deltabook.job.fidelity.measure.QuoteFlow;
import io.deltabook.job.fidelity.measure.Returns;
import io.deltabook.job.fidelity.measure.TailIndex;
import io.deltabook.job.fidelity.testing.ListedStates;
import io.deltabook.job.fidelity.testing.ListedStates.State;
import io.deltabook.job.fidelity.testing.RandomMarket;
import io.deltabook.job.fidelity.testing.RandomMarket.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure equals what DuckDB computes from the same books by its definition. */
final class MeasuresAgainstSqlTest {
    private static final int DEPTH = 3;
    private static final long SECOND = 1_000_000_000L;
    private static final Offset<Double> EXACTLY = within(1e-9);

    @TempDir private static Path folder;

    private static LaneMeasures measures;
    private static Connection sql;

    @BeforeAll
    static void compare() throws IOException, SQLException {
        List<Message> messages = new RandomMarket(11, 9_000).messages();
        List<State> truth = RandomMarket.states(messages);
        Random random = new Random(5);
        List<Message> lossy = new ArrayList<>();
        for (Message message : messages) {
            boolean isLost = !lossy.isEmpty() && random.nextInt(50) == 0;
            lossy.add(isLost ? new Message(message.nanos(), List.of()) : message);
        }
        List<State> ours = RandomMarket.states(lossy);
        long from = truth.get(0).nanos();
        long to = truth.get(truth.size() - 1).nanos();
        FidelitySettings settings =
                new FidelitySettings(Set.of(), DEPTH, SECOND, 0, from, to, false, Map.of());
        measures =
                new LaneComparison(settings)
                        .onGrid(new ListedStates(ours), new ListedStates(truth), from, to);
        sql = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = sql.createStatement()) {
            statement.execute(table("ours", ours) + table("reference", truth) + grid(from, to));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        sql.close();
    }

    private static String table(String name, List<State> states) throws IOException {
        StringBuilder csv = new StringBuilder("n,nanos,side,level,price,quantity\n");
        for (int i = 0; i < states.size(); i++) {
            BookTop top = states.get(i).top(DEPTH);
            for (Side side : Side.values()) {
                for (int level = 0; level < top.size(side); level++) {
                    csv.append(
                            "%d,%d,%s,%d,%s,%s\n"
                                    .formatted(
                                            i,
                                            states.get(i).nanos(),
                                            side,
                                            level,
                                            top.price(side, level),
                                            top.quantity(side, level)));
                }
            }
        }
        Path file = folder.resolve(name + ".csv");
        Files.writeString(file, csv);
        return """
               create table %s as from read_csv('%s');
               create table %s_best as select n, any_value(nanos) nanos,
                 max(price) filter (side = 'BID' and level = 0) bid,
                 max(quantity) filter (side = 'BID' and level = 0) bid_q,
                 max(price) filter (side = 'ASK' and level = 0) ask,
                 max(quantity) filter (side = 'ASK' and level = 0) ask_q,
                 (bid + ask) / 2 mid from %s group by n;
               """
                .formatted(name, file, name, name);
    }

    /** The number of each side's state at each instant, and the pairs of levels and of quotes. */
    private static String grid(long from, long to) {
        return """
               create table grid as select t,
                 (select max(n) from ours_best where nanos <= t) o,
                 (select max(n) from reference_best where nanos <= t) r
               from (select (%d + 999999999) // 1000000000 * 1000000000 + i * 1000000000 t
                     from range(100000) s(i)) where t <= %d;
               delete from ours_best where nanos > (select max(t) from grid);
               delete from reference_best where nanos > (select max(t) from grid);
               create table levels as select g.t, b.side, b.level, a.price op, a.quantity oq,
                 b.price rp, b.quantity rq
               from grid g join reference b on b.n = g.r
               left join ours a on a.n = g.o and a.side = b.side and a.level = b.level;
               create table quotes as select g.t, a.bid ob, a.bid_q obq, a.ask oa, a.ask_q oaq,
                 a.mid om, b.bid rb, b.bid_q rbq, b.ask ra, b.ask_q raq, b.mid rm
               from grid g join ours_best a on a.n = g.o join reference_best b on b.n = g.r;
               create table returns as select t, ln(om / lag(om) over w) o, ln(rm / lag(rm) over w) r
               from quotes window w as (order by t) qualify o is not null;
               """
                .formatted(from, to);
    }

    private static double[] row(String query) {
        try (Statement statement = sql.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            double[] row = new double[result.getMetaData().getColumnCount()];
            for (int i = 0; i < row.length; i++) {
                row[i] = result.getDouble(i + 1);
            }
            return row;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static double sql(String query) {
        return row(query)[0];
    }

    @Test
    void bestQuotes() {
        BookPairs pairs = measures.pairs();

        assertThat((double) pairs.pairs()).isEqualTo(sql("select count(*) from quotes"));
        assertThat(pairs.bestPriceEqual())
                .isCloseTo(sql("select avg((ob = rb and oa = ra)::int) from quotes"), EXACTLY)
                .isLessThan(1);
        assertThat(pairs.bestEqual())
                .isCloseTo(
                        sql(
                                "select avg((ob = rb and oa = ra and obq = rbq and oaq = raq)::int)"
                                        + " from quotes"),
                        EXACTLY);
        assertThat(pairs.mids().rmse())
                .isCloseTo(sql("select sqrt(avg((om - rm) ** 2)) from quotes"), EXACTLY);
        assertThat(pairs.mids().mean()).isCloseTo(sql("select avg(om - rm) from quotes"), EXACTLY);
        assertThat(pairs.midsInBps().rmse())
                .isCloseTo(
                        sql("select sqrt(avg((10000 * (om / rm - 1)) ** 2)) from quotes"), EXACTLY);
        assertThat(pairs.crossed())
                .isCloseTo(sql("select avg((ob >= oa and rb < ra)::int) from quotes"), EXACTLY);
        assertThat(pairs.imbalance().r())
                .isCloseTo(
                        sql(
                                "select corr((obq - oaq) / (obq + oaq), (rbq - raq) / (rbq + raq))"
                                        + " from quotes"),
                        EXACTLY);
    }

    @Test
    void levels() {
        for (LevelAgreement level : measures.pairs().levels()) {
            double[] expected =
                    row(
                            """
                            select count(*), count(op), sum((op is not distinct from rp)::int),
                              sum((op is not distinct from rp and oq is not distinct from rq)::int),
                              sqrt(avg((op - rp) ** 2)), sqrt(avg((10000 * (op - rp) / rp) ** 2)),
                              sqrt(avg((oq - rq) ** 2)),
                              sqrt(sum((oq - rq) ** 2) / sum(rq ** 2) filter (oq is not null)),
                              corr(oq, rq)
                            from levels where side = '%s' and level = %d
                            """
                                    .formatted(level.side(), level.level()));
            double[] found = {
                level.wanted(),
                level.found(),
                level.priceEqual(),
                level.equal(),
                level.prices().rmse(),
                level.pricesInBps().rmse(),
                level.quantities().rmse(),
                level.quantities().relativeRmse(),
                level.depth().r()
            };
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i])
                        .as("%s %d, %d", level.side(), level.level(), i)
                        .isCloseTo(expected[i], EXACTLY);
            }
        }
        assertThat(measures.pairs().levelPriceEqual())
                .isCloseTo(sql("select avg(coalesce(op = rp, false)::int) from levels"), EXACTLY);
        assertThat(measures.pairs().levelEqual())
                .isCloseTo(
                        sql("select avg(coalesce(op = rp and oq = rq, false)::int) from levels"),
                        EXACTLY);
        assertThat(measures.pairs().quantityRatio())
                .isCloseTo(sql("select exp(avg(ln(oq / rq))) from levels where op = rp"), EXACTLY);
    }

    @Test
    void spreads() {
        String spreads =
                "with o as (select oa - ob x from quotes), r as (select ra - rb x from quotes),"
                        + " v as (select x from o union select x from r),"
                        + " f as (select x, (select avg((o.x <= v.x)::int) from o) f,"
                        + " (select avg((r.x <= v.x)::int) from r) g from v) ";
        DistributionDistance distance = measures.spreads();

        // of samples of the same size: the mean way between numbers of the same rank
        double wasserstein =
                sql(
                        "select avg(abs(a.x - b.x)) from"
                                + " (select oa - ob x, row_number() over (order by x) n from quotes)"
                                + " a join (select ra - rb x, row_number() over (order by x) n from"
                                + " quotes) b using (n)");
        assertThat(distance.wasserstein()).isCloseTo(wasserstein, EXACTLY).isPositive();
        assertThat(distance.effect())
                .isCloseTo(wasserstein / sql("select stddev_pop(ra - rb) from quotes"), EXACTLY);
        assertThat(distance.ks())
                .isCloseTo(sql(spreads + "select max(abs(f - g)) from f"), EXACTLY);
        double apart = sql(spreads + "select avg(abs(o.x - r.x)) from o, r");
        double within = sql(spreads + "select avg(abs(a.x - b.x)) from o a, o b");
        double withinOther = sql(spreads + "select avg(abs(a.x - b.x)) from r a, r b");
        assertThat(distance.energy())
                .isCloseTo((2 * apart - within - withinOther) / (2 * apart), EXACTLY);
    }

    @Test
    void timesBetweenMessagesAndQuotes() {
        assertThat((double) measures.reference().messages().count())
                .isEqualTo(sql("select count(*) - 1 from reference_best"));
        String changes =
                "with c as (select nanos from %s_best window w as (order by n) qualify"
                        + " lag(bid) over w is not null and (bid, bid_q, ask, ask_q) !="
                        + " (lag(bid) over w, lag(bid_q) over w, lag(ask) over w, lag(ask_q) over"
                        + " w)), g as (select nanos - lag(nanos) over (order by nanos) x from c"
                        + " qualify x is not null) select %s from g";
        for (String side : List.of("ours", "reference")) {
            QuoteFlow flow = side.equals("ours") ? measures.ours() : measures.reference();
            Bins bins = flow.changes();
            assertThat((double) bins.count()).isEqualTo(sql(changes.formatted(side, "count(x)")));
            assertThat(bins.mean() / sql(changes.formatted(side, "avg(x)"))).isCloseTo(1, EXACTLY);
            assertThat(bins.deviation() / sql(changes.formatted(side, "stddev_pop(x)")))
                    .isCloseTo(1, EXACTLY);
            assertThat(bins.quantile(0.95) / sql(changes.formatted(side, "quantile_disc(x, 0.95)")))
                    .isCloseTo(1, within(5e-4));
        }
    }

    @Test
    void theTailIndex() {
        String hill =
                "with a as (select abs(r) x, row_number() over (order by x desc) n from returns"
                        + " where r != 0), k as (select count(*) // 20 k from a) select k / sum(ln(x"
                        + " / (select x from a, k where n = k + 1))) from a, k where n <= k group by"
                        + " k";

        assertThat(TailIndex.of(measures.returns().sizesOfReference()) / sql(hill))
                .isCloseTo(1, within(1e-3));
    }

    @Test
    void autocorrelationsAndLags() {
        Returns returns = measures.returns();
        for (int lag = 1; lag <= Returns.MAX_LAG; lag++) {
            assertThat(returns.clusteringOfReference(lag))
                    .isCloseTo(
                            sql(
                                    "select corr(x, y) from (select abs(r) x, lag(abs(r), "
                                            + lag
                                            + ") over (order by t) y from returns)"),
                            EXACTLY);
            assertThat(returns.correlation(lag))
                    .isCloseTo(
                            sql(
                                    "select corr(o, y) from (select o, lag(r, "
                                            + lag
                                            + ") over (order by t) y from returns)"),
                            EXACTLY);
            assertThat(returns.correlation(-lag))
                    .isCloseTo(
                            sql(
                                    "select corr(y, r) from (select r, lag(o, "
                                            + lag
                                            + ") over (order by t) y from returns)"),
                            EXACTLY);
        }
    }

    @Test
    void whatOrderFlowExplains() {
        String flow =
                """
                with e as (select nanos, mid,
                  case when bid >= lag(bid) over w then bid_q else 0 end
                  - case when bid <= lag(bid) over w then lag(bid_q) over w else 0 end
                  - case when ask <= lag(ask) over w then ask_q else 0 end
                  + case when ask >= lag(ask) over w then lag(ask_q) over w else 0 end e
                from reference_best window w as (order by n)),
                i as (select nanos // 10000000000 i, sum(e) ofi, last(mid order by nanos) end_mid
                  from e group by i),
                p as (select i, ofi, end_mid - lag(end_mid) over (order by i) change from i)
                select %s from p where change is not null and i < (select max(i) from p)
                """;

        assertThat((double) measures.reference().impact().count())
                .isEqualTo(sql(flow.formatted("count(*)")));
        assertThat(measures.reference().impact().r2())
                .isCloseTo(sql(flow.formatted("regr_r2(change, ofi)")), EXACTLY)
                .isPositive();
        assertThat(measures.reference().impact().slope())
                .isCloseTo(sql(flow.formatted("regr_slope(change, ofi)")), EXACTLY);
    }

    @Test
    void driftIsThatOfTheContractAndItsMeanThatOfThePoints() {
        assertThat(measures.drift().points())
                .hasSizeBetween(2, 240)
                .allSatisfy(
                        point ->
                                assertThat(point.bestEqual())
                                        .isCloseTo(
                                                sql(
                                                        "select avg((ob = rb and oa = ra and obq ="
                                                                + " rbq and oaq = raq)::int) from"
                                                                + " quotes where t >= "
                                                                + point.fromNanos()
                                                                + " and t < "
                                                                + point.toNanos()),
                                                EXACTLY));
        double mean =
                measures.drift().points().stream()
                                .mapToDouble(point -> point.drift() * point.pairs())
                                .sum()
                        / measures.pairs().pairs();
        assertThat(measures.drift().mean()).isCloseTo(mean, EXACTLY).isPositive();
    }
}

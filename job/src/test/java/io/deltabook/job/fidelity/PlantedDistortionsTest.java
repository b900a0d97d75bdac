// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deltabook.contract.LaneId;
import io.deltabook.contract.Side;
import io.deltabook.job.fidelity.testing.ListedStates;
import io.deltabook.job.fidelity.testing.ListedStates.State;
import io.deltabook.job.fidelity.testing.RandomMarket;
import io.deltabook.job.fidelity.testing.RandomMarket.Change;
import io.deltabook.job.fidelity.testing.RandomMarket.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each distortion of equal data is found by the figure that should find it. */
final class PlantedDistortionsTest {
    private static final LaneId LANE = new LaneId("VENUE", "SYMBOL");
    private static final long SECOND = 1_000_000_000L;
    private static final Thresholds THRESHOLDS = Thresholds.defaults();

    private static final List<Message> MESSAGES = new RandomMarket(7, 12_000).messages();
    private static final List<State> TRUTH = RandomMarket.states(MESSAGES);

    private static FidelitySettings settings(long within) {
        return new FidelitySettings(
                Set.of(), 20, SECOND, within, Long.MIN_VALUE, Long.MAX_VALUE, false, Map.of());
    }

    private static LaneResult compared(List<State> ours) throws IOException {
        return compared(ours, 0);
    }

    private static LaneResult compared(List<State> ours, long within) throws IOException {
        long from = Math.max(ours.get(0).nanos(), TRUTH.get(0).nanos());
        long to = Math.min(ours.get(ours.size() - 1).nanos(), TRUTH.get(TRUTH.size() - 1).nanos());
        LaneMeasures measures =
                new LaneComparison(settings(within))
                        .onGrid(new ListedStates(ours), new ListedStates(TRUTH), from, to);
        return LaneResult.of(LANE, LANE, measures);
    }

    private static List<State> each(UnaryOperator<State> distortion) {
        return TRUTH.stream().map(distortion).toList();
    }

    private static State scaled(State state, double prices, double quantities) {
        State scaled = State.empty(state.nanos());
        for (Side side : Side.values()) {
            state.side(side)
                    .forEach(
                            (price, quantity) ->
                                    scaled.set(side, price * prices, quantity * quantities));
        }
        return scaled;
    }

    @Test
    void equalDataArePerfectByEveryFigure() throws IOException {
        LaneResult result = compared(TRUTH);

        assertThat(result.measures().pairs().pairs()).isGreaterThan(1_000);
        result.figures()
                .forEach(
                        (figure, value) ->
                                assertThat(value)
                                        .as(figure.key())
                                        .isEqualTo(figure.isMinimum() ? 1.0 : 0.0));
    }

    @Test
    void equalDataArePerfectAtTheInstantsOfTheReferenceToo() throws IOException {
        LaneMeasures measures =
                new LaneComparison(settings(0))
                        .atStates(
                                new ListedStates(TRUTH),
                                new ListedStates(TRUTH),
                                TRUTH.get(0).nanos(),
                                Long.MAX_VALUE - 1);

        assertThat(measures.pairs().pairs()).isEqualTo(TRUTH.size());
        assertThat(LaneResult.of(LANE, LANE, measures).figures())
                .allSatisfy(
                        (figure, value) -> {
                            if (!figure.key().startsWith("messages")) {
                                assertThat(value)
                                        .as(figure.key())
                                        .isEqualTo(figure.isMinimum() ? 1.0 : 0.0);
                            }
                        });
    }

    @Test
    void roundedPricesAreFoundByEqualPrices() throws IOException {
        List<State> rounded =
                each(
                        state -> {
                            State coarse = State.empty(state.nanos());
                            for (Side side : Side.values()) {
                                state.side(side)
                                        .forEach(
                                                (price, quantity) ->
                                                        coarse.set(
                                                                side,
                                                                side == Side.BID
                                                                        ? Math.floor(price)
                                                                        : Math.ceil(price),
                                                                quantity));
                            }
                            return coarse;
                        });

        assertThat(compared(rounded).failures(THRESHOLDS))
                .contains(Figure.BEST_PRICE, Figure.LEVEL_PRICE, Figure.SPREAD)
                .doesNotContain(Figure.COMPARED, Figure.MESSAGES, Figure.STALE, Figure.CROSSED);
    }

    @Test
    void lostUpdatesAreFoundByLevelsAndDrift() throws IOException {
        Random random = new Random(1);
        List<Message> lossy = new ArrayList<>();
        for (Message message : MESSAGES) {
            List<Change> kept = new ArrayList<>(message.changes());
            kept.removeIf(change -> lossy.size() > 1_000 && random.nextInt(10) == 0);
            lossy.add(new Message(message.nanos(), kept));
        }

        assertThat(compared(RandomMarket.states(lossy)).failures(THRESHOLDS))
                .contains(Figure.LEVEL, Figure.DRIFT, Figure.DRIFT_TREND)
                .doesNotContain(Figure.COMPARED, Figure.MESSAGES, Figure.QUANTITY_BIAS);
    }

    @Test
    void shiftedTimesAreFoundByTheLag() throws IOException {
        List<State> late = each(state -> state.at(state.nanos() + 3 * SECOND));
        LaneResult result = compared(late);

        assertThat(result.measures().returns().lag()).isEqualTo(3);
        assertThat(result.failures(THRESHOLDS))
                .contains(Figure.LAG, Figure.BEST)
                .doesNotContain(
                        Figure.SPREAD,
                        Figure.MESSAGES,
                        Figure.QUOTES,
                        Figure.TAIL,
                        Figure.QUANTITY_BIAS);
        assertThat(
                        compared(each(state -> state.at(state.nanos() - 2 * SECOND)))
                                .measures()
                                .returns()
                                .lag())
                .isEqualTo(-2);
    }

    @Test
    void aSmallShiftIsForgivenWithinATolerance() throws IOException {
        List<State> late = each(state -> state.at(state.nanos() + SECOND / 2));

        assertThat(compared(late).figures().get(Figure.BEST)).isLessThan(0.9);
        assertThat(compared(late, SECOND / 2).figures())
                .containsEntry(Figure.BEST, 1.0)
                .containsEntry(Figure.LEVEL, 1.0);
        assertThat(compared(late, SECOND / 10).figures().get(Figure.BEST)).isLessThan(0.9);
    }

    @Test
    void swappedSidesAreFoundByCrossedBooks() throws IOException {
        List<State> swapped =
                each(
                        state -> {
                            State other = State.empty(state.nanos());
                            state.bids().forEach((p, q) -> other.set(Side.ASK, p, q));
                            state.asks().forEach((p, q) -> other.set(Side.BID, p, q));
                            return other;
                        });

        assertThat(compared(swapped).failures(THRESHOLDS))
                .contains(Figure.CROSSED, Figure.BEST_PRICE, Figure.SPREAD)
                .doesNotContain(Figure.COMPARED, Figure.MESSAGES);
    }

    @Test
    void swappedQuantitiesAreFoundByTheImbalance() throws IOException {
        List<State> swapped =
                each(
                        state -> {
                            State other = state.at(state.nanos());
                            double bid = state.bids().firstEntry().getValue();
                            other.set(
                                    Side.BID,
                                    state.bids().firstKey(),
                                    state.asks().firstEntry().getValue());
                            other.set(Side.ASK, state.asks().firstKey(), bid);
                            return other;
                        });
        LaneResult result = compared(swapped);

        assertThat(result.figures().get(Figure.IMBALANCE)).isLessThan(-0.99);
        assertThat(result.failures(THRESHOLDS))
                .contains(Figure.IMBALANCE, Figure.BEST)
                .doesNotContain(
                        Figure.BEST_PRICE,
                        Figure.LEVEL_PRICE,
                        Figure.MID,
                        Figure.SPREAD,
                        Figure.CROSSED,
                        Figure.LAG);
    }

    @Test
    void thinnedMessagesAreFoundByTheTimesBetweenThem() throws IOException {
        List<State> thin = new ArrayList<>();
        for (int i = 0; i < TRUTH.size(); i += 3) {
            thin.add(TRUTH.get(i));
        }

        assertThat(compared(thin).failures(THRESHOLDS))
                .contains(
                        Figure.MESSAGES,
                        Figure.MESSAGES_ENERGY,
                        Figure.QUOTES,
                        Figure.QUOTES_ENERGY)
                .doesNotContain(
                        Figure.COMPARED,
                        Figure.SPREAD,
                        Figure.QUANTITY_BIAS,
                        Figure.CROSSED,
                        Figure.LAG);
    }

    @Test
    void scaledQuantitiesAreFoundByTheirBias() throws IOException {
        LaneResult result = compared(each(state -> scaled(state, 1, 1.05)));

        assertThat(result.figures().get(Figure.QUANTITY_BIAS)).isCloseTo(0.05, within(1e-9));
        assertThat(result.failures(THRESHOLDS))
                .containsExactlyInAnyOrder(Figure.QUANTITY_BIAS, Figure.LEVEL, Figure.BEST);
    }

    @Test
    void scaledPricesAreFoundByTheMid() throws IOException {
        LaneResult result = compared(each(state -> scaled(state, 1.0001, 1)));

        assertThat(result.figures().get(Figure.MID)).isCloseTo(1, within(1e-6));
        assertThat(result.failures(THRESHOLDS))
                .contains(Figure.MID, Figure.BEST_PRICE)
                .doesNotContain(Figure.MESSAGES, Figure.QUANTITY_RMSE, Figure.LAG, Figure.TAIL);
    }

    @Test
    void aStaleBookIsFoundByHowLongItStood() throws IOException {
        long from = TRUTH.get(6_000).nanos();
        State frozen = TRUTH.get(6_000);
        List<State> stale =
                each(
                        state ->
                                state.nanos() > from && state.nanos() < from + 30 * SECOND
                                        ? frozen.at(state.nanos())
                                        : state);
        LaneResult result = compared(stale);

        assertThat(result.figures().get(Figure.STALE)).isBetween(25.0, 30.0);
        assertThat(result.failures(THRESHOLDS))
                .contains(Figure.STALE)
                .doesNotContain(
                        Figure.COMPARED,
                        Figure.MESSAGES,
                        Figure.SPREAD,
                        Figure.CROSSED,
                        Figure.QUANTITY_BIAS,
                        Figure.LAG);
    }

    @Test
    void aMissingBookIsFoundByTheShareCompared() throws IOException {
        List<State> gone = new ArrayList<>(TRUTH);
        for (int i = 4_000; i < 6_000; i++) {
            gone.set(i, State.empty(TRUTH.get(i).nanos()));
        }
        LaneResult result = compared(gone);

        assertThat(result.figures().get(Figure.COMPARED)).isBetween(0.8, 0.87);
        assertThat(result.failures(THRESHOLDS)).containsExactly(Figure.COMPARED);
    }

    @Test
    void noiseIsFoundByReturnsAndOrderFlow() throws IOException {
        Random random = new Random(3);
        List<State> noisy = each(state -> scaled(state, Math.exp(random.nextGaussian() * 1e-5), 1));

        assertThat(compared(noisy).failures(THRESHOLDS))
                .contains(Figure.CLUSTERING, Figure.TAIL, Figure.ORDER_FLOW)
                .doesNotContain(Figure.MESSAGES, Figure.QUANTITY_BIAS, Figure.COMPARED);
    }
}

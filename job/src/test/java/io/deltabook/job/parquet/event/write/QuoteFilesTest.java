// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.event.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.batch.QuoteBatch;
import io.deltabook.batch.QuoteBatch.Quote;
import io.deltabook.contract.BookState;
import io.deltabook.contract.Lane;
import io.deltabook.contract.Missing;
import io.deltabook.job.parquet.event.EventFormat;
import io.deltabook.job.parquet.event.EventSchema;
import io.deltabook.job.parquet.event.PageEncodings;
import io.deltabook.job.parquet.event.ParquetSettings;
import io.deltabook.job.parquet.event.TimestampUnit;
import io.deltabook.job.parquet.testing.DuckDb;
import io.deltabook.job.parquet.testing.Lanes;
import io.deltabook.job.parquet.testing.RandomEvents;
import io.deltabook.number.WideDecimals;
import io.deltabook.time.EventHour;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuoteFilesTest {
    private static final long START = EventHour.NANOS * Lanes.HOUR;

    @TempDir Path folder;

    @Test
    void duckDbReadsEveryQuoteAsItWasWritten() throws IOException {
        for (int file = 0; file < 8; file++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            Lane lane = file % 4 == 0 ? RandomEvents.wideLane() : RandomEvents.lane(random);
            EventFormat format =
                    new EventFormat(
                            EventSchema.VERSION,
                            random.nextBoolean() ? TimestampUnit.NANOS : TimestampUnit.MICROS,
                            random.nextBoolean());
            PageEncodings encodings =
                    random.nextBoolean() ? PageEncodings.COMPACT : PageEncodings.PORTABLE;
            List<QuoteBatch> batches = new ArrayList<>();
            long seq = 5;
            for (int i = 0; i < 5; i++) {
                batches.add(random(random, lane, seq, 1 + random.nextInt(4_000)));
                seq += 1_000_000;
            }
            Path path = write(new ParquetSettings("zstd", 1 << 17, format, encodings), batches);

            List<String> expected = new ArrayList<>();
            batches.forEach(batch -> text(batch, expected));
            assertThat(read(path)).as("seed=%d", seed).isEqualTo(expected);
        }
    }

    /** At the end of a lane its book may be found dead after the event of the quote before. */
    @Test
    void theLastQuoteMayHaveTheNumberOfTheOneBefore() throws IOException {
        Lane lane = Lanes.lane("BTC-USDT");
        QuoteBatch live = new QuoteBatch(lane, Lanes.HOUR, 1);
        live.append(7, START, START, 3, new Quote(true, 1, 1, true, 2, 2, BookState.LIVE, true));
        QuoteBatch none = new QuoteBatch(lane, Lanes.HOUR, 1);
        none.append(7, START, START, 4, Quote.NONE);

        Path path = write(new ParquetSettings("zstd", 1 << 17), List.of(live, none));

        assertThat(read(path)).hasSize(2);
    }

    private static QuoteBatch random(Random random, Lane lane, long firstSeq, int rows) {
        QuoteBatch batch = new QuoteBatch(lane, Lanes.HOUR, 8);
        long seq = firstSeq;
        int distinct = 1 + random.nextInt(10_000);
        for (int i = 0; i < rows; i++) {
            seq += 1 + random.nextInt(40);
            long time = START + random.nextInt(1_000_000) * 1_000L;
            boolean isNone = random.nextInt(20) == 0;
            boolean hasBid = random.nextInt(10) > 0;
            boolean hasAsk = random.nextInt(10) > 0;
            Quote quote =
                    new Quote(
                            hasBid,
                            hasBid ? number(batch, random.nextInt(distinct)) : 0,
                            hasBid ? number(batch, random.nextLong()) : 0,
                            hasAsk,
                            hasAsk ? number(batch, random.nextInt(distinct)) : 0,
                            hasAsk ? number(batch, random.nextInt(9)) : 0,
                            random.nextBoolean() ? BookState.LIVE : BookState.SUSPECT,
                            random.nextBoolean());
            batch.append(
                    seq,
                    time,
                    random.nextInt(3) == 0 ? Missing.TIME : time + 2_000,
                    random.nextInt(5) == 0 ? Missing.ID : seq * 3,
                    isNone ? Quote.NONE : quote);
        }
        return batch;
    }

    private static long number(QuoteBatch batch, long number) {
        return batch.pool() == null ? number : batch.pool().token(BigInteger.valueOf(number));
    }

    private static void text(QuoteBatch batch, List<String> rows) {
        Lane lane = batch.lane();
        for (int i = 0; i < batch.size(); i++) {
            boolean bid = batch.hasBid(i);
            boolean ask = batch.hasAsk(i);
            rows.add(
                    String.join(
                            "|",
                            Long.toString(batch.seq(i)),
                            Long.toString(batch.timestamp(i)),
                            batch.arrival(i) == Missing.TIME
                                    ? "null"
                                    : Long.toString(batch.arrival(i)),
                            batch.id(i) == Missing.ID ? "null" : Long.toString(batch.id(i)),
                            bid ? decimal(batch, batch.bidPrice(i), lane.priceScale()) : "null",
                            bid
                                    ? decimal(batch, batch.bidQuantity(i), lane.quantityScale())
                                    : "null",
                            ask ? decimal(batch, batch.askPrice(i), lane.priceScale()) : "null",
                            ask
                                    ? decimal(batch, batch.askQuantity(i), lane.quantityScale())
                                    : "null",
                            batch.state(i).name(),
                            Boolean.toString(batch.certified(i))));
        }
    }

    private static String decimal(QuoteBatch batch, long value, int scale) {
        BigInteger number = WideDecimals.number(batch.pool(), value);
        return new BigDecimal(number, scale).setScale(Lanes.SCALE).toPlainString();
    }

    private static List<String> read(Path path) {
        return DuckDb.rows(
                """
                select event_seq, epoch_ns(event_timestamp), epoch_ns(arrival_timestamp), update_id,
                    bid_price::varchar, bid_quantity::varchar, ask_price::varchar,
                    ask_quantity::varchar, book_state, certified
                from read_parquet('%s', hive_partitioning = false) order by event_seq
                """
                        .formatted(path));
    }

    @Test
    void aFileHoldsOneLaneInOrder() throws IOException {
        QuoteBatch first = random(new Random(1), Lanes.lane("A"), 100, 3);
        QuoteBatch earlier = random(new Random(1), Lanes.lane("A"), 1, 3);

        assertThatThrownBy(
                        () -> write(new ParquetSettings("zstd", 1 << 20), List.of(first, earlier)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event_seq of a file must increase");
    }

    private Path write(ParquetSettings settings, List<QuoteBatch> batches) throws IOException {
        Path path = folder.resolve("quotes.parquet");
        try (OutputStream out = Files.newOutputStream(path)) {
            BatchWriter<QuoteBatch> writer = ColumnQuoteBatchWriter.open(out, settings);
            for (QuoteBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
        return path;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.engine.BookSettings;
import io.deltabook.engine.EngineBounds;
import io.deltabook.job.operator.OrderBookFunction;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.sink.SinkSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * How much input and output a run can hold in memory, over all its processes: what has been read
 * and is not in a file yet. It follows from the settings alone, because every queue is bounded.
 * Books, their state and spare room in buffers are not counted.
 *
 * @param load the input's demand
 * @param width how wide the run is
 * @param book settings of the books
 * @param sink settings of the output
 */
public record RawDataBudget(RawDataLoad load, Width width, BookSettings book, SinkSettings sink) {
    private static final long MIB = 1L << 20;

    /** Of a row in a batch; a rejected row also carries its raw text. */
    private static final int ROW_BYTES = 8 * Long.BYTES + 1;

    /** In a reader: decoded columns, the batches built from them, the one being sent, its bytes. */
    private static final int BATCHES_IN_READER = 4;

    /** Of another table: decoded columns and their result; wide rows take more than a batch. */
    private static final int BATCHES_IN_CURSOR = 5;

    /** Buffers at either end of a channel, those shared by its task, and a sender's reserve. */
    private static final int BUFFERS_OF_CHANNEL = 2;

    private static final int SHARED_BUFFERS = 8;
    private static final int RESERVE_BUFFERS = 5;

    /**
     * The width of a run.
     *
     * @param parallelism subtasks of each operator
     * @param queuedBatches batches in the queue of a source
     * @param bufferBytes bytes of a network buffer
     */
    public record Width(int parallelism, int queuedBatches, long bufferBytes) {
        Width of(int subtasks) {
            return new Width(subtasks, queuedBatches, bufferBytes);
        }
    }

    /** Bytes in the sources: pages of open files, and batches. */
    public long readingBytes() {
        long batches = width.queuedBatches() + 1L + BATCHES_IN_READER;
        long ofDeltas = load.pageBytes() + batches * batchBytes();
        long ofOthers =
                load.otherPageBytes() + batchBytes() * BATCHES_IN_CURSOR * load.otherTables();
        return readers() * (ofDeltas + ofOthers);
    }

    /**
     * Bytes between sources and books, and between these and the writing tasks: buffers, and part
     * of a batch in each channel.
     */
    public long networkBytes() {
        return readers() * (buffersBytes(width.parallelism()) + books() * batchBytes())
                + books() * (buffersBytes(1) + EngineBounds.outputBatchBytes(book));
    }

    /** Of both ends of an exchange. */
    private long buffersBytes(int channels) {
        long ofEnd = BUFFERS_OF_CHANNEL * (long) channels + SHARED_BUFFERS;
        return (2 * ofEnd + RESERVE_BUFFERS) * width.bufferBytes();
    }

    /**
     * Bytes at the books: a batch, its events, their bytes being sent, and the longest message, and
     * the messages that normally wait in each lane.
     */
    public long bookBytes() {
        long warm = Math.min(load.lanes(), books() * OrderBookFunction.MOST_WARM_LANES);
        long ofBook =
                batchBytes()
                        + 2 * EngineBounds.outputBatchBytes(book)
                        + EngineBounds.longestMessageBytes();
        return books() * ofBook + warm * EngineBounds.waitingBytes(book);
    }

    /** Bytes in row groups being written, with the events that have just arrived for them. */
    public long writingBytes() {
        return books() * (sink.mostBufferedBytes() + EngineBounds.outputBatchBytes(book));
    }

    /**
     * The budget of a run.
     *
     * @param plan what the run reads
     */
    public static RawDataBudget of(
            LanePlan plan, Width width, BookSettings book, SinkSettings sink) {
        return new RawDataBudget(RawDataLoad.of(plan), width, book, sink);
    }

    /** The sum of all parts. */
    public long bytes() {
        return readingBytes() + networkBytes() + bookBytes() + writingBytes();
    }

    private long readers() {
        return Math.min(width.parallelism(), load.groups());
    }

    private long books() {
        return Math.min(width.parallelism(), load.lanes());
    }

    private static long batchBytes() {
        return (long) DeltaBatch.MAX_ROWS * ROW_BYTES;
    }

    /**
     * What to change so that the run stays within a limit; any one of the ways out suffices.
     *
     * @return a sentence; null if the run stays within the limit
     */
    public String fault(long limitBytes) {
        if (bytes() <= limitBytes) {
            return null;
        }
        List<String> waysOut = new ArrayList<>();
        int narrower = parallelism(limitBytes);
        if (narrower > 0) {
            waysOut.add("lower parallelism from %d to %d".formatted(width.parallelism(), narrower));
        }
        long smaller = rowGroupBytes(limitBytes);
        if (smaller > 0) {
            waysOut.add(
                    "lower sink.row-group-size from %s to %s"
                            .formatted(size(sink.rowGroupBytes()), size(smaller)));
        }
        waysOut.add("raise memory.raw-data-limit to " + leastLimit());
        return "memory.raw-data-limit must be at least %s for data in the readers (%s), in the network (%s), at the books (%s) and in open row groups (%s), but was %s: %s"
                .formatted(
                        leastLimit(),
                        size(roundedUp(readingBytes())),
                        size(roundedUp(networkBytes())),
                        size(roundedUp(bookBytes())),
                        size(roundedUp(writingBytes())),
                        size(limitBytes),
                        String.join(", or ", waysOut));
    }

    /** The highest parallelism, at most this width, that stays within a limit; 0 if none does. */
    public int parallelism(long limitBytes) {
        int subtasks = width.parallelism();
        while (subtasks > 0 && with(subtasks).bytes() > limitBytes) {
            subtasks--;
        }
        return subtasks;
    }

    /** This budget with another parallelism. */
    public RawDataBudget with(int subtasks) {
        return new RawDataBudget(load, width.of(subtasks), book, sink);
    }

    /** The smallest sufficient limit, in whole MiB. */
    public String leastLimit() {
        return size(roundedUp(bytes()));
    }

    /** The largest row group, in whole MiB, that stays within the limit; 0 if none does. */
    private long rowGroupBytes(long limitBytes) {
        long rowGroup = sink.rowGroupBytes() / MIB * MIB;
        while (rowGroup > 0
                && new RawDataBudget(load, width, book, sink.withRowGroup(rowGroup)).bytes()
                        > limitBytes) {
            rowGroup -= MIB;
        }
        return rowGroup;
    }

    private static long roundedUp(long bytes) {
        return (bytes + MIB - 1) / MIB * MIB;
    }

    private static String size(long bytes) {
        return bytes % MIB == 0 ? bytes / MIB + "mb" : bytes + "b";
    }
}

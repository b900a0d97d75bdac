// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.failure;

import io.deltabook.batch.DeltaBatch;
import io.deltabook.batch.EventBatch;
import io.deltabook.job.parquet.event.write.BatchWriter;
import io.deltabook.job.testing.RunOutput;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a run fail at chosen moments, one an attempt. So that each failure finds committed files and
 * a checkpoint behind it, every reader stops after some batches of an attempt until a checkpoint of
 * that attempt has been completed and its files are visible; no clock is involved.
 */
public final class Sabotage implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Map<String, Course> COURSES = new ConcurrentHashMap<>();

    /** When an attempt fails; always after a checkpoint whose files are committed. */
    public enum Moment {
        /** The source, between two batches. */
        BETWEEN_BATCHES,
        /** The writer of the events, inside a file. */
        INSIDE_FILE,
        /** The source, while it is told of a checkpoint whose files may not be committed yet. */
        AT_CHECKPOINT,
        /**
         * The source, after a checkpoint during which one reader ran ahead of the other's barrier.
         */
        BETWEEN_BARRIERS,
        /** The source, behind the batch that ends a lane. */
        AFTER_LANE,
        /** The source, behind a lane whose end was covered by a checkpoint. */
        AFTER_COMMITTED_LANE,
        /** The source, when a reader has nothing left to read. */
        AFTER_INPUT,
        /** The writer of the events, while it closes a file after the end of a lane. */
        AT_CLOSING
    }

    private final String id = UUID.randomUUID().toString();
    private final int batchesBeforeStop;

    private Sabotage(Path output, int batchesBeforeStop, List<Moment> moments) {
        this.batchesBeforeStop = batchesBeforeStop;
        COURSES.put(id, new Course(output, new ArrayDeque<>(moments)));
    }

    /**
     * Plans failures.
     *
     * @param output folder of the run's output
     * @param batchesBeforeStop batches of a reader and attempt before it waits for a checkpoint
     */
    public static Sabotage of(Path output, int batchesBeforeStop, Moment... moments) {
        return new Sabotage(output, batchesBeforeStop, List.of(moments));
    }

    /** Failures that did not come to pass. */
    public List<Moment> left() {
        Course course = COURSES.get(id);
        synchronized (course) {
            return List.copyOf(course.moments);
        }
    }

    /** The attempt that runs now. */
    Attempt attempt() {
        return COURSES.get(id).attempt();
    }

    /** Writers that fail when it is their moment. */
    public BatchWriter.Factory<EventBatch> writers(BatchWriter.Factory<EventBatch> writers) {
        return (out, settings) -> new SabotagedWriter(writers.open(out, settings), attempt());
    }

    /** The failures of one run. */
    private static final class Course {
        private final Path output;
        private final Queue<Moment> moments;
        private Attempt attempt;

        Course(Path output, Queue<Moment> moments) {
            this.output = output;
            this.moments = moments;
        }

        synchronized Attempt attempt() {
            if (attempt == null) {
                attempt = new Attempt(this, moments.peek());
            }
            return attempt;
        }

        synchronized void failed() {
            moments.remove();
            attempt = null;
        }

        int committed() {
            return RunOutput.committed(output.resolve("events")).size();
        }
    }

    /** One attempt of a run, seen from all its readers and writers. */
    static final class Attempt {
        private static final int BATCHES_TO_GO_ON = 3;
        private static final int BATCHES_AHEAD = 2;

        /** Time for a job that wrongly does so to process what is ahead; right ones need none. */
        private static final long PAUSE_MILLIS = 200;

        private final Course course;
        private final Moment moment;
        private final int committedBefore;
        private final CompletableFuture<Void> goesOn = new CompletableFuture<>();
        private final CompletableFuture<Void> isLeaderKnown = new CompletableFuture<>();
        private boolean isOver;
        private boolean isLaneEnded;
        private int checkpointsSinceLaneEnd;
        private int batches;
        private Object leader;
        private int batchesAhead;
        private long newestSnapshot;
        private long led = Long.MAX_VALUE;
        private Object heldBack;

        private Attempt(Course course, Moment moment) {
            this.course = course;
            this.moment = moment;
            this.committedBefore = course.committed();
        }

        /** True where a reader that has read this many batches must wait. */
        synchronized boolean isStopped(Object reader, boolean isAtStop) {
            if (moment == null || isOver) {
                return false;
            }
            if (!goesOn.isDone()) {
                return isAtStop;
            }
            return switch (moment) {
                case AT_CHECKPOINT -> batches >= BATCHES_TO_GO_ON;
                case AFTER_COMMITTED_LANE -> isLaneEnded;
                case BETWEEN_BARRIERS -> reader != leader || batchesAhead == BATCHES_AHEAD;
                default -> false;
            };
        }

        /** Done when a reader that waits has to look again. */
        synchronized CompletableFuture<Void> change() {
            if (!goesOn.isDone()) {
                return goesOn;
            }
            boolean leads = moment == Moment.BETWEEN_BARRIERS && leader == null;
            return leads ? isLeaderKnown : new CompletableFuture<>();
        }

        /** Before a reader's state is taken, behind its barrier; the first to come here leads. */
        synchronized void beforeSnapshot(Object reader, long checkpoint) {
            boolean isFirst = checkpoint > newestSnapshot;
            newestSnapshot = Math.max(newestSnapshot, checkpoint);
            if (moment == Moment.BETWEEN_BARRIERS && goesOn.isDone() && leader == null && isFirst) {
                leader = reader;
                led = checkpoint;
                isLeaderKnown.complete(null);
            }
        }

        /**
         * Holds back all barriers of a reader until another one has sent its barrier and some
         * batches behind it.
         */
        synchronized void holdBack(Object reader) throws InterruptedException {
            if (moment != Moment.BETWEEN_BARRIERS || !goesOn.isDone()) {
                return;
            }
            if (heldBack == null && leader == null) {
                heldBack = reader;
            }
            if (reader == heldBack && batchesAhead < BATCHES_AHEAD) {
                while (batchesAhead < BATCHES_AHEAD && !isOver) {
                    wait();
                }
                wait(PAUSE_MILLIS);
            }
        }

        /** Before a batch is read. */
        synchronized void beforeBatch() {
            failIf(moment == Moment.BETWEEN_BATCHES && batches >= BATCHES_TO_GO_ON);
            failIf(moment == Moment.AFTER_LANE && isLaneEnded);
        }

        synchronized void afterBatch(Object reader, DeltaBatch batch) {
            if (reader == leader) {
                batchesAhead++;
                notifyAll();
            }
            if (goesOn.isDone()) {
                batches++;
                isLaneEnded |= batch.isEndOfLane();
            }
        }

        synchronized void afterInput() {
            failIf(moment == Moment.AFTER_INPUT);
        }

        synchronized void checkpointCompleted(long checkpoint) {
            failIf(checkpoint >= led);
            failIf(moment == Moment.AT_CHECKPOINT && batches >= BATCHES_TO_GO_ON);
            if (isLaneEnded) {
                checkpointsSinceLaneEnd++;
            }
            failIf(moment == Moment.AFTER_COMMITTED_LANE && checkpointsSinceLaneEnd >= 2);
            if (course.committed() > committedBefore) {
                goesOn.complete(null);
            }
        }

        synchronized void beforeWrite() {
            failIf(moment == Moment.INSIDE_FILE && batches >= BATCHES_TO_GO_ON);
        }

        synchronized void beforeFinish() {
            failIf(moment == Moment.AT_CLOSING && isLaneEnded);
        }

        private void failIf(boolean isMoment) {
            if (isMoment && !isOver && goesOn.isDone()) {
                isOver = true;
                course.failed();
                throw new IllegalStateException("failed on purpose: " + moment);
            }
        }
    }

    int batchesBeforeStop() {
        return batchesBeforeStop;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.BucketRun;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.cli.testing.Words;
import io.deltabook.job.storage.testing.S3Server;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs whose input, output and state are in a bucket and whose process is killed at a request, and
 * resumed at once. {@code -Ddeltabook.kills=N} asks for N kills at random moments; {@code
 * -Ddeltabook.test.log=WARN} tells of each.
 */
final class S3KillsITCase {
    private static final int KILLS = Integer.getInteger("deltabook.kills", 0);
    private static final int KILLS_A_RUN = 3;
    private static final Logger LOG = LoggerFactory.getLogger(S3KillsITCase.class);

    @RegisterExtension static final S3Server S3 = new S3Server();

    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun(
                    "--rows 40000 --file-rows 8000 --seed 7",
                    "--parallelism 2 --set snapshot.every-updates=10");

    @BeforeAll
    static void upload() throws Exception {
        BucketRun.upload(S3, UNDISTURBED);
    }

    /** A kind of request at which the process dies. */
    private enum Moment {
        ANY(400, (method, path) -> true),
        OPENS_UPLOAD(30, (method, path) -> path.endsWith("?uploads")),
        UPLOADS_PART(30, (method, path) -> path.contains("partNumber=")),
        WRITES_CHECKPOINT(3, (method, path) -> path.endsWith("/_metadata") && isPut(method)),
        COMMITS_UPLOAD(30, (method, path) -> isCommit(method, path)),
        NOTES_CHECKPOINT(2, (method, path) -> path.endsWith("restore_point.json") && isPut(method)),
        COMMITS_STATISTICS(
                3, (method, path) -> path.contains("/statistics-") && isCommit(method, path)),
        WRITES_MANIFEST(1, (method, path) -> path.endsWith("/manifest.jsonl") && isPut(method)),
        WRITES_SUMMARY(1, (method, path) -> path.endsWith("/summary.json") && isPut(method)),
        DELETES(12, (method, path) -> path.endsWith("?delete") || method.equals("DELETE"));

        private final int often;
        private final BiPredicate<String, String> kind;

        Moment(int often, BiPredicate<String, String> kind) {
            this.often = often;
            this.kind = kind;
        }

        private static boolean isPut(String method) {
            return method.equals("PUT");
        }

        private static boolean isCommit(String method, String path) {
            return method.equals("POST") && path.contains("?uploadId=");
        }
    }

    @Test
    void aProcessThatDiesWhileItCommitsAndOneThatDiesAtItsManifestLeaveARunThatEndsAsAnother()
            throws Exception {
        BucketRun run = new BucketRun(S3, "twice", UNDISTURBED);

        isKilled(
                run.begin(BucketRun.SLOW),
                Moment.COMMITS_UPLOAD,
                2,
                true,
                holder -> {
                    assertRefused(run, holder);
                });
        isKilled(
                run.resume("--set checkpoint.interval=1min"),
                Moment.WRITES_MANIFEST,
                1,
                false,
                holder -> {});
        CommandLineRun.succeeds(run.resume());

        run.assertSameAsUndisturbed();
    }

    /** While one writes. */
    private static void assertRefused(BucketRun run, RunningProcess holder) {
        String who = ", process " + holder.pid() + " on ";
        CommandLineRun.of(run.resume()).assertEndedWith(ExitCode.BAD_INPUT).assertErr(who);
        run.command("finish").assertEndedWith(ExitCode.BAD_INPUT).assertErr(who);
    }

    @Test
    void killedAtRandomMoments() throws Exception {
        Random random = new Random(KILLS);
        int kills = 0;
        for (int number = 1; kills < KILLS; number++) {
            BucketRun run = new BucketRun(S3, "random" + number, UNDISTURBED);
            Words next = run.begin(BucketRun.SLOW);
            boolean isComplete = false;
            for (int i = 0; i < KILLS_A_RUN && !isComplete; i++) {
                Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
                isComplete =
                        !isKilled(
                                next,
                                moment,
                                1 + random.nextInt(moment.often),
                                random.nextBoolean(),
                                process -> {});
                kills += isComplete ? 0 : 1;
                next = run.goOn(BucketRun.SLOW);
            }
            CommandLineRun.succeeds(run.goOn());
            LOG.warn(
                    "{}: {} uploads left, {} kills so far, {}",
                    run.name(),
                    run.uploads(),
                    kills,
                    run.assertSameAsUndisturbed().out().lines().reduce((a, b) -> b).get());
        }
    }

    /** What is done before the process dies. */
    private interface Before {
        void of(RunningProcess process) throws Exception;
    }

    /** Returns whether it came to that, or succeeded before. */
    private static boolean isKilled(
            Words words, Moment moment, int nth, boolean isPassed, Before before) throws Exception {
        AtomicInteger left = new AtomicInteger(nth);
        AtomicReference<Throwable> error = new AtomicReference<>();
        long begin = System.nanoTime();
        try (RunningProcess run = RunningProcess.start(words)) {
            S3.requests()
                    .trap(
                            (method, path) ->
                                    moment.kind.test(method, path) && left.decrementAndGet() == 0,
                            isPassed,
                            () -> {
                                try {
                                    before.of(run);
                                } catch (Throwable e) {
                                    error.set(e);
                                }
                                kill(run);
                            });
            int exitCode = run.exitCode();
            boolean isKilled = S3.requests().isSprung();
            LOG.warn(
                    "{} of {}, {}, request {}: {} after {} ms",
                    isKilled ? "killed" : "not killed",
                    words.list().contains("--resume") ? "resumed" : "begun",
                    moment,
                    nth,
                    isPassed ? "passed" : "dropped",
                    (System.nanoTime() - begin) / 1_000_000);
            assertThat(error.get()).isNull();
            assertThat(exitCode).as(() -> run.lines().toString()).isEqualTo(isKilled ? 137 : 0);
            return isKilled;
        }
    }

    private static void kill(RunningProcess run) {
        try {
            run.signal("KILL");
            while (run.isAlive()) {
                Thread.sleep(1);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

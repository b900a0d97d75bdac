// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.plugged;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.testing.BucketRun;
import io.deltabook.job.cli.testing.CommandLineRun;
import io.deltabook.job.cli.testing.RunningProcess;
import io.deltabook.job.cli.testing.UndisturbedRun;
import io.deltabook.job.storage.testing.S3Server;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs from a bucket into a bucket that are stopped from elsewhere, by address. */
final class S3StopsITCase {
    @RegisterExtension static final S3Server S3 = new S3Server();

    @RegisterExtension
    static final UndisturbedRun UNDISTURBED =
            new UndisturbedRun(
                    "--rows 40000 --file-rows 2000 --seed 8", "--set snapshot.every-updates=10");

    private static String lastFile;

    @BeforeAll
    static void upload() throws Exception {
        BucketRun.upload(S3, UNDISTURBED);
        List<String> files = S3.names("in/deltas/");
        lastFile = "/in/deltas/" + files.get(files.size() - 1);
    }

    @Test
    void isAskedByItsAddressStoppedAndResumedWithAnotherParallelism() throws Exception {
        BucketRun run = new BucketRun(S3, "stopped", UNDISTURBED);
        Held held = new Held();
        try (RunningProcess first =
                RunningProcess.start(run.begin("--parallelism 2", BucketRun.SLOW))) {
            held.await();
            run.awaitCommitted();
            run.command("status").assertSucceeded().assertOut("running");
            run.command("savepoint").assertSucceeded().assertOut(run.state() + "/savepoints/");
            List<String> before = run.savepoints();
            first.signal("TERM");
            run.awaitSavepointAfter(before);
            held.release();
            assertThat(first.exitCode()).as(() -> first.lines().toString()).isEqualTo(143);
        }

        CommandLineRun.succeeds(run.resume("--parallelism 1")).assertErr("Resuming from savepoint");
        run.assertSameAsUndisturbed();
        assertThat(run.uploads()).isZero();
    }

    /** As by a process that believes the holder to be dead. */
    @Test
    void aRunWhoseLeaseIsTakenAwayCancelsItsJobAndCommitsNoMore() throws Exception {
        BucketRun run = new BucketRun(S3, "robbed", UNDISTURBED);
        String lease = "robbed/out/.deltabook.lock";
        List<String> files;
        Held held = new Held();
        try (RunningProcess robbed =
                RunningProcess.start(run.begin("--parallelism 2", BucketRun.SLOW))) {
            held.await();
            run.awaitCommitted();
            String other =
                    S3.get("/" + lease).replaceAll("\"lease\" : \"[^\"]*\"", "\"lease\" : \"x\"");
            S3.put(lease, other.getBytes(StandardCharsets.UTF_8));
            robbed.await("The lease of the output or of the state is lost: cancelling the job.");
            files = S3.names("robbed/out/");
            TimeUnit.MILLISECONDS.sleep(300);
            held.release();
            robbed.await("lease must stay this process's, but is that of run ");
            assertThat(robbed.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(S3.get("/" + lease)).isEqualTo(other);
        }
        assertThat(S3.names("robbed/out/")).isEqualTo(files);

        // Its process is known to have ended, so the lease that names it is free.
        CommandLineRun.succeeds(run.resume());
        run.assertSameAsUndisturbed();
    }

    /** The job's first question about the last file is held, and with it the run's end. */
    private static final class Held {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private boolean isStarted;

        Held() {
            S3.requests().trap(this::isHeld, true, this::hold);
        }

        private synchronized boolean isHeld(String method, String path) {
            isStarted |= method.equals("PUT") && path.endsWith("/state/job.json");
            return isStarted && URLDecoder.decode(path, StandardCharsets.UTF_8).endsWith(lastFile);
        }

        private void hold() {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void await() throws InterruptedException {
            assertThat(begun.await(2, TimeUnit.MINUTES))
                    .as(() -> "the run reads on; asked: " + S3.requests().all())
                    .isTrue();
        }

        void release() {
            released.countDown();
        }
    }
}

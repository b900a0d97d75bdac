// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.run.ClaimedRun;
import io.deltabook.job.cli.run.NewRun;
import io.deltabook.job.cli.run.RunAnswer;
import io.deltabook.job.cli.run.RunAttempt;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.run.StopOnSignal;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.Counted;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.output.CommittedOutput;
import io.deltabook.job.output.Manifest;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import io.deltabook.job.plan.growth.GrowingInput;
import io.deltabook.job.plan.growth.PlanGrowth;
import io.deltabook.job.source.KeyGroupLaneKeys;
import io.deltabook.job.state.CaughtUp;
import io.deltabook.job.state.PlanFile;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;

/**
 * {@code run --follow}: one run in steps. A step adds the files that have come to the plan, resumes
 * the run from its newest restore point, reads what there is, and stops with a savepoint. Between
 * steps there is no job, and nothing that is not on disk: a step after a crash is like any other.
 */
final class RunFollowing {
    private static final RunPlaces PLACES = new RunPlaces(false);
    private final InputArguments input;
    private final Map<String, Object> named;
    private final RunAnswer answer;
    private final Console console;
    private final boolean isOnce;
    private final Map<String, String> told = new HashMap<>();
    private GrowingInput files;
    private Manifest earlier;
    private RunAttempt attempt;
    private RunConf conf;
    private boolean isIdle;
    private boolean isWaitingTold;

    /**
     * A run that is followed from here.
     *
     * @param isOnce whether to end once there is nothing to read
     */
    RunFollowing(
            InputArguments input,
            Map<String, Object> named,
            RunAnswer answer,
            Console console,
            boolean isOnce) {
        this.input = input;
        this.named = named;
        this.answer = answer;
        this.console = console;
        this.isOnce = isOnce;
    }

    /**
     * Whether the run is to be followed: it is said so now or, if nothing is said of a run that is
     * resumed, was before.
     *
     * @param places where it looks for the run
     * @param given all options as they are given now
     */
    static boolean isAsked(
            RunPlaces places,
            Configuration given,
            InputArguments input,
            Map<String, Object> named,
            boolean isResumed)
            throws CommandFailure, InvalidConfigException, IOException {
        if (given.contains(RunOptions.FOLLOW) || !isResumed) {
            return RunConf.isFollowed(given);
        }
        RunFolders folders = places.folders(given);
        return folders.record() != null
                && RunConf.isFollowed(RunResumption.options(folders, input, new HashMap<>(named)));
    }

    /** Goes from step to step; returns an {@link ExitCode}. */
    int execute() throws CommandFailure, InvalidConfigException, IOException {
        while (true) {
            attempt = null;
            isIdle = false;
            int exitCode = step();
            boolean isCaughtUp = attempt != null && attempt.isCaughtUp();
            if (!isCaughtUp && !isIdle || isCaughtUp && isOnce) {
                return exitCode;
            }
            if (isIdle) {
                if (isOnce) {
                    console.note("Nothing new has come to the input.");
                    return ExitCode.CLEAN;
                }
                int signal = waitFor(conf.followEvery());
                if (signal != 0) {
                    return signal;
                }
            }
        }
    }

    private int step() throws CommandFailure, InvalidConfigException, IOException {
        Configuration given = input.layers(named).configuration();
        RunFolders folders = PLACES.folders(given);
        if (folders.record() != null) {
            return resume(folders);
        }
        if (folders.marker() != null) {
            return resumption().execute();
        }
        JobConf all = prepared(given);
        GrowingInput.Look look = look(all, List.of());
        if (look.whole().isEmpty()) {
            isIdle = true;
            return ExitCode.CLEAN;
        }
        files.taken(look.whole());
        try (ClaimedRun run = new NewRun(given, all, console).of(look.whole()).claim()) {
            return attempt(run);
        }
    }

    private JobConf prepared(Configuration options) throws InvalidConfigException, IOException {
        JobConf all = JobConf.from(options);
        conf = all.run();
        if (files == null) {
            files = new GrowingInput(conf.followSettle());
            PLACES.reach(all);
        }
        return all;
    }

    private int resume(RunFolders folders)
            throws CommandFailure, InvalidConfigException, IOException {
        JobConf all = prepared(RunResumption.options(folders, input, new HashMap<>(named)));
        LanePlan plan = PlanFile.read(folders.state().plan());
        List<String> whole = look(all, paths(plan)).whole();
        if (whole.isEmpty() && CaughtUp.is(folders.state(), plan)) {
            isIdle = true;
            return ExitCode.CLEAN;
        }
        earlier =
                Place.exists(folders.output().resolve(Manifest.FILE))
                        ? Manifest.read(folders.output())
                        : null;
        return resumption().growing((locked, now) -> grow(locked, now, whole)).execute();
    }

    private RunResumption resumption() {
        return new RunResumption(input, new HashMap<>(named), answer, console, this::attempt);
    }

    private static List<String> paths(LanePlan plan) {
        return plan.files().stream().map(PlannedFile::path).toList();
    }

    /** The folders are locked; the plan may have been grown by another command since. */
    private void grow(RunFolders folders, JobConf all, List<String> whole)
            throws CommandFailure, IOException {
        requireOpen(folders);
        LanePlan plan = PlanFile.read(folders.state().plan());
        Set<String> known = Set.copyOf(paths(plan));
        List<String> fresh = whole.stream().filter(path -> !known.contains(path)).toList();
        if (fresh.isEmpty()) {
            return;
        }
        PlanGrowth.Grown grown =
                PlanGrowth.of(
                        all.source(),
                        new KeyGroupLaneKeys(all.run().maxParallelism()),
                        plan,
                        fresh);
        files.taken(fresh);
        grown.warnings().forEach(console::warn);
        int more = grown.plan().files().size() - plan.files().size();
        if (more > 0) {
            console.note("New: %s".formatted(Counted.of(more, "file")));
            PlanFile.write(grown.plan(), folders.state().plan());
        }
    }

    /** A lane that has ended has no more to say. */
    private static void requireOpen(RunFolders folders) throws CommandFailure, IOException {
        Path output = folders.output();
        if (!CommittedOutput.of(output).ended().isEmpty()) {
            throw CommandFailure.badInput(
                    "[%s] no lane must have ended for the run to be followed, but some have: finish it with 'deltabook run --resume --no-follow --output %1$s'"
                            .formatted(output));
        }
    }

    private int attempt(ClaimedRun run) throws CommandFailure, InvalidConfigException, IOException {
        isWaitingTold = false;
        attempt = new RunAttempt(run, answer, console).after(earlier);
        return attempt.execute();
    }

    /** Says once of each file why it is not taken. */
    private GrowingInput.Look look(JobConf all, List<String> known) {
        GrowingInput.Look look = files.look(all.source(), known, System.currentTimeMillis());
        look.unsettled()
                .forEach(
                        (path, reason) -> {
                            if (!reason.equals(told.put(path, reason))) {
                                console.note("[%s] is not taken yet: %s".formatted(path, reason));
                            }
                        });
        return look;
    }

    /** The exit code of a signal that came while waiting, 0 if none did. */
    private int waitFor(Duration time) throws CommandFailure {
        CountDownLatch asked = new CountDownLatch(1);
        try (StopOnSignal signal = new StopOnSignal(asked::countDown)) {
            if (!isWaitingTold) {
                console.note("Waiting for files. Ctrl-C ends this, and the same command goes on.");
                isWaitingTold = true;
            }
            if (asked.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                console.note("Stopped while waiting for files.");
                return signal.exitCode();
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for files", e);
        }
    }
}

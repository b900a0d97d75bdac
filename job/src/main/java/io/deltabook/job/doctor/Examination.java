// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges a machine by its facts alone; the same facts give the same findings. */
public final class Examination {
    private static final long MB = 1_000_000;

    /** Below this a run cannot even begin. */
    private static final long LEAST_FREE = 100 * MB;

    /** Below this a run of any size is likely to fill the disk. */
    private static final long FEW_FREE = 5_000 * MB;

    /**
     * An output takes about as many bytes as its input (docs/benchmarks.md); half as much again.
     */
    private static final double OUTPUT_OF_INPUT = 1.5;

    /** From this share of the memory on, the guard slows the sources. */
    private static final double SLOWED = 0.85;

    private static final int LEAST_JAVA = 17;

    /** No clock of a machine that runs this program can be before. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    /** More than file systems round and networks delay. */
    private static final long MOST_SKEW_MILLIS = 5_000;

    private final MachineFacts machine;
    private final IntendedRun run;

    private Examination(MachineFacts machine, IntendedRun run) {
        this.machine = machine;
        this.run = run;
    }

    /** All findings, one for each part, in the order in which a run needs the parts. */
    public static List<Finding> of(MachineFacts machine, IntendedRun run) {
        Examination examination = new Examination(machine, run);
        List<Finding> findings = new ArrayList<>();
        findings.add(examination.java());
        findings.add(examination.options());
        findings.add(examination.classes());
        findings.add(examination.cores());
        findings.add(examination.memory());
        long outputBytes = examination.outputBytes();
        findings.add(examination.disk("disk of the output", machine.output(), outputBytes));
        findings.add(examination.disk("disk of the state", machine.state(), FEW_FREE));
        findings.add(examination.temporary());
        findings.add(examination.openFiles());
        findings.add(examination.processes());
        findings.add(examination.clock());
        findings.add(examination.webPort());
        return findings;
    }

    /** The worst of some findings. */
    public static Grade worst(List<Finding> findings) {
        return findings.stream().map(Finding::grade).max(Grade::compareTo).orElse(Grade.OK);
    }

    private Finding java() {
        MachineFacts.JvmFacts java = machine.java();
        Map<String, Object> values = Map.of("feature", java.feature());
        return java.feature() < LEAST_JAVA
                ? Finding.fault(
                        "Java",
                        java.name(),
                        "install Java %d or newer and set JAVA_HOME to it".formatted(LEAST_JAVA),
                        values)
                : Finding.ok("Java", java.name(), values);
    }

    private Finding options() {
        String found = "a run takes a heap of %s".formatted(size(run.heapBytes()));
        Map<String, Object> values = Map.of("heap_bytes", run.heapBytes());
        return machine.java().missing() == null
                ? Finding.ok("JVM options", found, values)
                : Finding.warning("JVM options", found, machine.java().missing(), values);
    }

    private Finding classes() {
        MachineFacts.JvmFacts java = machine.java();
        if (java.classArchive() != null) {
            return Finding.ok(
                    "class archive", "[%s] is in use".formatted(java.classArchive()), Map.of());
        }
        return java.archiveScript() == null
                ? Finding.ok("class archive", "none, which is as it should be here", Map.of())
                : Finding.warning(
                        "class archive",
                        "none is in use, so each command starts slower",
                        "make one with %s".formatted(java.archiveScript()),
                        Map.of());
    }

    private Finding cores() {
        Map<String, Object> values =
                values("cores", machine.cores(), "parallelism", run.parallelism());
        String found =
                "%d, for %d subtask%s of each operator"
                        .formatted(
                                machine.cores(),
                                run.parallelism(),
                                run.parallelism() == 1 ? "" : "s");
        return run.parallelism() > machine.cores()
                ? Finding.warning(
                        "processor cores",
                        found,
                        "lower --parallelism to %d: more subtasks take memory and gain no speed"
                                .formatted(machine.cores()),
                        values)
                : Finding.ok("processor cores", found, values);
    }

    private Finding memory() {
        long needed = run.memoryBytes();
        Map<String, Object> values =
                values(
                        "bytes", machine.memoryBytes(),
                        "available_bytes", machine.availableBytes(),
                        "needed_bytes", needed);
        String found =
                "%s, %s of them available; a run takes about %s"
                        .formatted(
                                size(machine.memoryBytes()),
                                size(machine.availableBytes()),
                                size(needed));
        String advice =
                "lower the heap with %s, lower --parallelism, or use a machine or container with more"
                        .formatted(run.heapOption());
        if (needed > machine.memoryBytes()) {
            return Finding.fault("memory", found, advice, values);
        }
        if (needed > machine.memoryBytes() * SLOWED) {
            return Finding.warning(
                    "memory",
                    found,
                    "the run would be slowed from %s on (memory.limit): %s"
                            .formatted(size((long) (machine.memoryBytes() * SLOWED)), advice),
                    values);
        }
        return needed > machine.availableBytes()
                ? Finding.warning("memory", found, "end other programs first, or " + advice, values)
                : Finding.ok("memory", found, values);
    }

    private long outputBytes() {
        return Math.max(FEW_FREE, (long) (run.inputBytes() * OUTPUT_OF_INPUT));
    }

    private Finding disk(String subject, FolderFacts facts, long wanted) {
        Map<String, Object> values =
                values("free_bytes", facts.freeBytes(), "wanted_bytes", wanted);
        if (facts.fault() != null) {
            return Finding.fault(
                    subject,
                    "[%s] must be a folder that can be written, but is not: %s"
                            .formatted(facts.folder(), facts.fault()),
                    "change its owner or mode, or name another folder",
                    values);
        }
        String found = "[%s] has %s free".formatted(facts.folder(), size(facts.freeBytes()));
        String advice = "free some, or name a folder on a larger disk";
        if (facts.freeBytes() < LEAST_FREE) {
            return Finding.fault(subject, found, advice, values);
        }
        return facts.freeBytes() < wanted
                ? Finding.warning(
                        subject,
                        "%s; %s are advisable".formatted(found, size(wanted)),
                        advice,
                        values)
                : Finding.ok(subject, found, values);
    }

    private Finding temporary() {
        FolderFacts facts = machine.temporary();
        Map<String, Object> values = Map.of("free_bytes", facts.freeBytes());
        String subject = "temporary folder";
        String advice = "name another with DELTABOOK_JAVA_OPTS=-Djava.io.tmpdir=FOLDER";
        if (facts.fault() != null) {
            return Finding.fault(
                    subject,
                    "[%s] must be a folder that can be written, but is not: %s"
                            .formatted(facts.folder(), facts.fault()),
                    advice,
                    values);
        }
        if (!facts.isExecuting()) {
            return Finding.fault(
                    subject,
                    "[%s] must allow native libraries to be loaded from it, but is mounted noexec"
                            .formatted(facts.folder()),
                    advice,
                    values);
        }
        String found = "[%s] has %s free".formatted(facts.folder(), size(facts.freeBytes()));
        return facts.freeBytes() < LEAST_FREE
                ? Finding.fault(subject, found, "free some, or " + advice, values)
                : Finding.ok(subject, found, values);
    }

    private Finding openFiles() {
        return limit(
                "open files", machine.openFiles(), IntendedRun.LEAST_FILES, run.openFiles(), "-n");
    }

    private Finding processes() {
        return limit(
                "processes and threads",
                machine.processes(),
                run.threads() / 2,
                run.threads(),
                "-u");
    }

    private static Finding limit(
            String subject, long limit, long least, long wanted, String option) {
        Map<String, Object> values = values("limit", limit, "wanted", wanted);
        String found =
                String.format(
                        Locale.ROOT,
                        "%s; a run may need %,d",
                        limit == Long.MAX_VALUE
                                ? "no limit"
                                : String.format(Locale.ROOT, "at most %,d", limit),
                        wanted);
        String advice =
                "raise the limit with 'ulimit %s %d' (in a container or service by its own setting), or lower --parallelism"
                        .formatted(option, wanted);
        if (limit < least) {
            return Finding.fault(subject, found, advice, values);
        }
        return limit < wanted
                ? Finding.warning(subject, found, advice, values)
                : Finding.ok(subject, found, values);
    }

    private Finding clock() {
        Instant now = Instant.ofEpochMilli(machine.nowMillis());
        long ahead = machine.output().aheadMillis();
        Map<String, Object> values =
                values("epoch_ms", machine.nowMillis(), "files_ahead_ms", ahead);
        String found = "%s".formatted(now.truncatedTo(ChronoUnit.SECONDS));
        if (now.isBefore(EARLIEST)) {
            return Finding.warning(
                    "clock", found, "set it: reports, logs and file times would be wrong", values);
        }
        return Math.abs(ahead) > MOST_SKEW_MILLIS
                ? Finding.warning(
                        "clock",
                        "%s; new files in [%s] are %d s %s"
                                .formatted(
                                        found,
                                        machine.output().folder(),
                                        Math.abs(ahead) / 1_000,
                                        ahead > 0 ? "ahead" : "behind"),
                        "synchronise the clocks of this machine and of its file server",
                        values)
                : Finding.ok("clock", found, values);
    }

    private Finding webPort() {
        Map<String, Object> values = Map.of("port", run.webPort());
        String found = run.webPort() == 0 ? "any free port" : "port %d".formatted(run.webPort());
        return machine.portFault() == null
                ? Finding.ok("web UI", found + " of localhost can be had", values)
                : Finding.fault(
                        "web UI",
                        "%s of localhost cannot be had: %s".formatted(found, machine.portFault()),
                        "choose another --web-port, or 0 for any free one",
                        values);
    }

    private static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            // No limit has no number.
            boolean isKnown = !Long.valueOf(Long.MAX_VALUE).equals(value);
            values.put((String) namesAndValues[i], isKnown ? value : null);
        }
        return values;
    }

    private static String size(long bytes) {
        return bytes == Long.MAX_VALUE
                ? "an unknown amount"
                : String.format(Locale.ROOT, "%,d MB", bytes / MB);
    }
}

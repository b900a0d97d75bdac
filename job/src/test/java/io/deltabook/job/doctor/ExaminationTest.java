// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ExaminationTest {
    private static final long MB = 1_000_000;
    private static final long GB = 1_000 * MB;

    @Test
    void aRoomyMachineIsFitInEveryPart() {
        List<Finding> findings = Examination.of(Fit.machine().facts(), run(2, 800 * MB));

        assertThat(Examination.worst(findings)).isEqualTo(Grade.OK);
        assertThat(findings).hasSize(12).allMatch(finding -> finding.advice() == null);
    }

    @Test
    void memoryIsJudgedByWhatTheWholeProcessTakes() {
        // 800 MB of heap, 2 × 64 MiB for the state, 384 MiB for the rest.
        long needed = 800 * MB + (2 * 64 + 384 << 20);

        assertThat(memory(needed - 1, needed - 1)).isEqualTo(Grade.FAULT);
        assertThat(memory(needed, needed)).as("the guard would slow it").isEqualTo(Grade.WARNING);
        long ample = needed * 100 / 84;
        assertThat(memory(ample, needed - 1)).as("others use it").isEqualTo(Grade.WARNING);
        assertThat(memory(ample, needed)).isEqualTo(Grade.OK);
        assertThat(memory(ample, Long.MAX_VALUE)).as("unknown").isEqualTo(Grade.OK);
    }

    private static Grade memory(long bytes, long available) {
        return grade("memory", machine -> machine.memory(bytes, available));
    }

    @Test
    void theDiskOfTheOutputIsComparedWithTheInput() {
        assertThat(output(4 * GB, 0)).isEqualTo(Grade.WARNING);
        assertThat(output(6 * GB, 0)).isEqualTo(Grade.OK);
        assertThat(output(6 * GB, 4 * GB)).isEqualTo(Grade.OK);
        assertThat(output(6 * GB, 5 * GB)).isEqualTo(Grade.WARNING);
        assertThat(output(99 * MB, 0)).isEqualTo(Grade.FAULT);
    }

    private static Grade output(long free, long input) {
        MachineFacts facts = Fit.machine().output(Fit.folder(free)).facts();
        IntendedRun run =
                new IntendedRun(
                        Path.of("/o"), Path.of("/s"), 2, 800 * MB, "DELTABOOK_HEAP", 0, input);
        return find("disk of the output", Examination.of(facts, run)).grade();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFault() {
        FolderFacts closed = new FolderFacts(Path.of("/x"), "Permission denied", 9 * GB, 0, true);
        Finding finding =
                find(
                        "disk of the output",
                        Examination.of(Fit.machine().output(closed).facts(), run(2, 800 * MB)));

        assertThat(finding.grade()).isEqualTo(Grade.FAULT);
        assertThat(finding.found())
                .isEqualTo(
                        "[/x] must be a folder that can be written, but is not: Permission denied");
    }

    @Test
    void aTemporaryFolderWithoutExecutionCannotHoldNativeLibraries() {
        FolderFacts noexec = new FolderFacts(Path.of("/tmp"), null, 9 * GB, 0, false);

        assertThat(grade("temporary folder", machine -> machine.temporary(noexec)))
                .isEqualTo(Grade.FAULT);
        assertThat(grade("disk of the output", machine -> machine.output(noexec)))
                .as("only the temporary folder needs it")
                .isEqualTo(Grade.OK);
    }

    @Test
    void limitsOfTheProcessAreComparedWithTheParallelism() {
        // 512 and 380 for each subtask.
        assertThat(grade("open files", machine -> machine.openFiles(511))).isEqualTo(Grade.FAULT);
        assertThat(grade("open files", machine -> machine.openFiles(1_271)))
                .isEqualTo(Grade.WARNING);
        assertThat(grade("open files", machine -> machine.openFiles(1_272))).isEqualTo(Grade.OK);
        assertThat(grade("processes and threads", machine -> machine.processes(69)))
                .isEqualTo(Grade.FAULT);
        assertThat(grade("processes and threads", machine -> machine.processes(139)))
                .isEqualTo(Grade.WARNING);
    }

    @Test
    void aClockThatTheFileSystemContradictsIsAWarning() {
        FolderFacts ahead = new FolderFacts(Path.of("/nfs"), null, 9 * GB, 61_000, true);
        Finding finding =
                find(
                        "clock",
                        Examination.of(Fit.machine().output(ahead).facts(), run(2, 800 * MB)));

        assertThat(finding.grade()).isEqualTo(Grade.WARNING);
        assertThat(finding.found()).endsWith("Z; new files in [/nfs] are 61 s ahead");
        assertThat(grade("clock", machine -> machine.now(0))).isEqualTo(Grade.WARNING);
    }

    @Test
    void anOldJavaAndATakenPortAreFaultsWithTheWayOut() {
        MachineFacts facts =
                Fit.machine().java(11, "-jar with -Xms").port("Address already in use").facts();
        List<Finding> findings = Examination.of(facts, run(2, 800 * MB));

        assertThat(find("Java", findings).advice()).contains("install Java 17 or newer");
        assertThat(find("JVM options", findings).grade()).isEqualTo(Grade.WARNING);
        assertThat(find("web UI", findings).found())
                .isEqualTo("any free port of localhost cannot be had: Address already in use");
        assertThat(Examination.worst(findings)).isEqualTo(Grade.FAULT);
    }

    @Test
    void moreSubtasksThanCoresAreAWarning() {
        List<Finding> findings = Examination.of(Fit.machine().facts(), run(3, 800 * MB));

        assertThat(find("processor cores", findings).advice())
                .startsWith("lower --parallelism to 2:");
    }

    private static Grade grade(String subject, UnaryOperator<Fit> change) {
        return find(subject, Examination.of(change.apply(Fit.machine()).facts(), run(2, 800 * MB)))
                .grade();
    }

    private static Finding find(String subject, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static IntendedRun run(int parallelism, long heap) {
        return new IntendedRun(
                Path.of("/o"), Path.of("/s"), parallelism, heap, "DELTABOOK_HEAP", 0, 0);
    }

    /** A machine that lacks nothing, and changes of it. */
    private static final class Fit {
        private MachineFacts.JvmFacts java =
                new MachineFacts.JvmFacts(17, "17", null, "/a.jsa", "s");
        private long memory = 8 * GB;
        private long available = 6 * GB;
        private long openFiles = Long.MAX_VALUE;
        private long processes = Long.MAX_VALUE;
        private long now = 1_800_000_000_000L;
        private FolderFacts output = folder(100 * GB);
        private FolderFacts temporary = folder(100 * GB);
        private String portFault;

        static Fit machine() {
            return new Fit();
        }

        static FolderFacts folder(long free) {
            return new FolderFacts(Path.of("/f"), null, free, 0, true);
        }

        Fit java(int feature, String missing) {
            java = new MachineFacts.JvmFacts(feature, "old", missing, null, null);
            return this;
        }

        Fit memory(long bytes, long availableBytes) {
            memory = bytes;
            available = availableBytes;
            return this;
        }

        Fit openFiles(long limit) {
            openFiles = limit;
            return this;
        }

        Fit processes(long limit) {
            processes = limit;
            return this;
        }

        Fit now(long millis) {
            now = millis;
            return this;
        }

        Fit output(FolderFacts facts) {
            output = facts;
            return this;
        }

        Fit temporary(FolderFacts facts) {
            temporary = facts;
            return this;
        }

        Fit port(String fault) {
            portFault = fault;
            return this;
        }

        MachineFacts facts() {
            return new MachineFacts(
                    java,
                    2,
                    memory,
                    available,
                    openFiles,
                    processes,
                    now,
                    output,
                    folder(100 * GB),
                    temporary,
                    portFault);
        }
    }
}

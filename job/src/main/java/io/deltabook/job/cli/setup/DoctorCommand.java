// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.setup;

import io.deltabook.job.cli.command.ConsoleCommand;
import io.deltabook.job.cli.command.JsonArgument;
import io.deltabook.job.cli.command.OutputArgument;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExecutableJar;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.JsonText;
import io.deltabook.job.cli.terminal.RunHeap;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.doctor.Examination;
import io.deltabook.job.doctor.Finding;
import io.deltabook.job.doctor.Grade;
import io.deltabook.job.doctor.InputSize;
import io.deltabook.job.doctor.IntendedRun;
import io.deltabook.job.doctor.MachineFacts;
import io.deltabook.job.doctor.MachineReading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deltabook doctor}: whether this machine is fit for a run. */
@Command(
        name = "doctor",
        footer = {
            "  deltabook doctor /data/events --input /data/deltas",
            "  deltabook doctor --json --parallelism 16"
        },
        description = {
            "Looks at this machine and says what a run would lack: Java and its options, memory,"
                    + " disk, limits of the process, clock, temporary folder and port. For each it"
                    + " says what there is and, if that is too little, what to do.",
            "Writes and deletes a small file in each folder. Exits with 1 if a run would fail here;"
                    + " warnings alone do not count."
        })
public final class DoctorCommand extends ConsoleCommand {
    private static final String SHARED = "-XX:SharedArchiveFile=";
    private static final int MOST_PORT = 65_535;

    @Mixin private OutputArgument output;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "State folder of the run (default: the output's name with .state added).")
    private Path state;

    @Option(
            names = "--input",
            paramLabel = "PATH",
            description =
                    "Folder or file that the run would read; its size says how much disk the output"
                            + " may take. May be repeated.")
    private List<Path> input = List.of();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of the run (default: one per core).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of the web UI (default: any free port).")
    private int webPort;

    @Mixin private JsonArgument json;

    public DoctorCommand(Console console) {
        super(console);
    }

    @Override
    protected int execute() throws CommandFailure, IOException {
        IntendedRun run = run();
        List<Finding> findings = Examination.of(MachineReading.of(run, java()), run);
        if (json.isGiven()) {
            console.document(JsonText.of(DoctorReport.json(findings)));
        } else {
            DoctorReport.print(findings, console);
        }
        return Examination.worst(findings) == Grade.FAULT ? ExitCode.FAILED : ExitCode.CLEAN;
    }

    private IntendedRun run() throws CommandFailure, IOException {
        require("--parallelism", parallelism, 1, Integer.MAX_VALUE);
        require("--web-port", webPort, 0, MOST_PORT);
        for (Path path : input) {
            if (!Files.exists(path)) {
                throw CommandFailure.badInput(
                        "[%s] must be a folder or a file, but does not exist".formatted(path),
                        null);
            }
        }
        Path folder = output.onDiskOrNull();
        Path written = folder == null ? Path.of("deltabook-output") : folder;
        return new IntendedRun(
                written,
                state == null ? RunConf.stateOf(written) : state,
                parallelism,
                RunHeap.bytes(),
                ExecutableJar.heapOption(),
                webPort,
                InputSize.bytes(input));
    }

    private static void require(String option, int value, int least, int most)
            throws CommandFailure {
        if (value < least || value > most) {
            throw CommandFailure.usage(
                    List.of(
                            "%s must be %d to %d, but was %d"
                                    .formatted(option, least, most, value)));
        }
    }

    private static MachineFacts.JvmFacts java() {
        String archive =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> argument.startsWith(SHARED))
                        .map(argument -> argument.substring(SHARED.length()))
                        .findFirst()
                        .orElse(null);
        return new MachineFacts.JvmFacts(
                Runtime.version().feature(),
                "%s (%s), %s"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("os.arch")),
                ExecutableJar.advice(),
                archive,
                archiveScript());
    }

    /** In an unpacked archive; the source tree makes its own. */
    private static String archiveScript() {
        String home = System.getProperty("deltabook.home");
        if (home == null) {
            return null;
        }
        for (String folder : List.of("bin", "scripts")) {
            Path script = Path.of(home, folder, "class-archive.sh");
            if (Files.isRegularFile(script)) {
                return script.toString();
            }
        }
        return null;
    }
}

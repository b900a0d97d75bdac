// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.ask.BookAtCommand;
import io.deltabook.job.cli.command.GivenStoreArguments;
import io.deltabook.job.cli.export.ExportCommand;
import io.deltabook.job.cli.fidelity.FidelityCommand;
import io.deltabook.job.cli.grid.GridCommand;
import io.deltabook.job.cli.setup.CompletionCommand;
import io.deltabook.job.cli.setup.DoctorCommand;
import io.deltabook.job.cli.setup.ManCommand;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.cli.terminal.Console;
import io.deltabook.job.cli.terminal.ExecutableJar;
import io.deltabook.job.cli.terminal.ExitCode;
import io.deltabook.job.cli.terminal.LogFolder;
import io.deltabook.job.cli.terminal.Version;
import io.deltabook.job.cli.view.ReportCommand;
import io.deltabook.job.cli.view.ViewCommand;
import io.deltabook.job.storage.LocalPath;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Entry point: the commands of {@code deltabook}. */
@Command(
        name = "deltabook",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:clean",
            "1:failed",
            "2:wrong command line or option",
            "3:input or output folder that cannot be used",
            "4:more gaps than --max-gap-ratio or rejected rows than --max-reject-ratio allows",
            "5:stopped by 'deltabook stop'; 130 by Ctrl-C, 143 by SIGTERM"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deltabook generate --output sample --rows 1000000",
            "  deltabook run --input sample --output events",
            "  deltabook verify events"
        },
        description = "Turns recorded order-book deltas into one hourly event stream with books.")
public final class Main {
    /** They ask about the others. */
    private static final Set<String> OF_ALL = Set.of("completion", "help", "man");

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            order = 1_000,
            description = "On failure, print the stack trace as well.")
    private boolean stacktrace;

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    public static void main(String[] args) throws InterruptedException {
        // Numbers look the same on every machine.
        Locale.setDefault(Locale.ROOT);
        try {
            LogFolder.choose();
        } catch (CommandFailure e) {
            e.lines().forEach(new Console(System.out, System.err)::error);
            System.exit(e.exitCode());
        }
        Thread logging = new Thread(() -> LogManager.getLogger(Main.class), "logging");
        // A quarter of a short command's time. Help and the like log nothing.
        if (args.length > 1) {
            logging.start();
        }
        int exitCode = execute(System.out, System.err, args);
        logging.join();
        System.exit(exitCode);
    }

    /**
     * Runs a command in this JVM.
     *
     * @param out receives results
     * @param err receives errors and progress
     * @return an {@link ExitCode}
     */
    public static int execute(PrintStream out, PrintStream err, String... args) {
        Console console = new Console(out, err);
        Main main = new Main(console);
        CommandLine line = commands(console, main, args);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setColorScheme(Help.defaultColorScheme(console.outColours()));
        line.setParameterExceptionHandler(new WrongArguments(console));
        line.setExecutionExceptionHandler(main::failed);
        line.setExecutionStrategy(main::executed);
        if (args.length == 0) {
            line.usage(line.getErr(), console.errColours());
            return ExitCode.USAGE;
        }
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            console.error(
                    "the heap of %d MB must suffice, but does not (%s): give it more with %s"
                            .formatted(
                                    Runtime.getRuntime().maxMemory() >> 20,
                                    e.getMessage(),
                                    ExecutableJar.heapOption()));
            log().error("Out of memory", e);
            return ExitCode.FAILED;
        }
    }

    /** The commands, to be parsed with and asked about, but not run. */
    static CommandLine commands() {
        Console console = new Console(System.out, System.err);
        return commands(console, new Main(console));
    }

    private static CommandLine commands(Console console, Main main) {
        CommandLine line = new CommandLine(main);
        all().forEach((name, command) -> line.addSubcommand(name, command.apply(console)));
        return configured(line);
    }

    /**
     * The command that is named first and no other, else all: a third of the time that a short
     * command takes to start went to options of others.
     */
    private static CommandLine commands(Console console, Main main, String[] args) {
        Function<Console, Object> command = args.length == 0 ? null : all().get(args[0]);
        return command == null || OF_ALL.contains(args[0])
                ? commands(console, main)
                : configured(new CommandLine(main).addSubcommand(args[0], command.apply(console)));
    }

    /** What makes each command, by name, in the order of the help. */
    private static Map<String, Function<Console, Object>> all() {
        Map<String, Function<Console, Object>> all = new LinkedHashMap<>();
        all.put("run", RunCommand::new);
        all.put("status", StatusCommand::new);
        all.put("watch", WatchCommand::new);
        all.put("savepoint", SavepointCommand::new);
        all.put("stop", StopCommand::new);
        all.put("finish", FinishCommand::new);
        all.put("plan", PlanCommand::new);
        all.put("inspect", InspectCommand::new);
        all.put("import", ImportCommand::new);
        all.put("generate", GenerateCommand::new);
        all.put("verify", VerifyCommand::new);
        all.put("fidelity", FidelityCommand::new);
        all.put("view", ViewCommand::new);
        all.put("report", ReportCommand::new);
        all.put("book-at", BookAtCommand::new);
        all.put("compact", CompactCommand::new);
        all.put("export", ExportCommand::new);
        all.put("grid", GridCommand::new);
        all.put("sql", SqlCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("completion", CompletionCommand::new);
        all.put("man", ManCommand::new);
        all.put("version", VersionCommand::new);
        all.put("help", console -> new HelpCommand());
        return all;
    }

    /** What is said to all commands, and to the program that Flink runs. */
    static CommandLine configured(CommandLine line) {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.registerConverter(Path.class, Main::path);
    }

    private static Path path(String text) {
        try {
            return LocalPath.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private int executed(ParseResult parsed) {
        WrongArguments.requireNone(parsed);
        if (parsed.hasSubcommand()) {
            console.suggestWith(GivenStoreArguments.of(parsed.subcommand()));
        }
        return new RunLast().execute(parsed);
    }

    private int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof CommandFailure failure) {
            failure.lines().forEach(console::error);
            log().debug("{} failed", parsed.originalArgs(), e);
        } else {
            console.error("unexpected error: " + e);
            log().error("{} failed", parsed.originalArgs(), e);
        }
        if (stacktrace) {
            e.printStackTrace(console.err());
        }
        return e instanceof CommandFailure failure ? failure.exitCode() : ExitCode.FAILED;
    }

    /** No constant: the log file is chosen before the first logger exists. */
    private static Logger log() {
        return LoggerFactory.getLogger(Main.class);
    }
}

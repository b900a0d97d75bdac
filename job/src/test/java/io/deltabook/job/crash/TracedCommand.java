// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.deltabook.job.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the command line as a process whose changes of files are traced. */
public final class TracedCommand {
    private final Path library;
    private final Path root;
    private final Path trace;

    private TracedCommand(Path library, Path root, Path trace) {
        this.library = library;
        this.root = root;
        this.trace = trace;
    }

    /**
     * Builds the tracer; skips the test where there is no C compiler.
     *
     * @param folder a folder for the library and the trace
     * @param root changes below this folder are traced
     */
    public static TracedCommand in(Path folder, Path root)
            throws IOException, InterruptedException {
        Path source = Path.of("..", "scripts", "iofault.c");
        Path library = folder.resolve("iofault.so");
        assumeThat(hasCompiler())
                .as("needs gcc, which is not there: the trace of file operations is not made")
                .isTrue();
        assertThat(
                        exitCode(
                                new ProcessBuilder(
                                        "gcc",
                                        "-O2",
                                        "-shared",
                                        "-fPIC",
                                        "-o",
                                        library.toString(),
                                        source.toString())))
                .as("gcc " + source)
                .isZero();
        return new TracedCommand(library, root, folder.resolve("trace"));
    }

    private static boolean hasCompiler() throws InterruptedException {
        try {
            return exitCode(new ProcessBuilder("gcc", "--version")) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int exitCode(ProcessBuilder process) throws IOException, InterruptedException {
        return process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** The process of a class that has a main method, ready to be started. */
    public ProcessBuilder process(String main, String... args) {
        return program(JavaCommand.of("1g", main, List.of(args)));
    }

    /** The process of any program, ready to be started. */
    public ProcessBuilder program(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("LD_PRELOAD", library.toString());
        process.environment().put("IOFAULT_ROOT", root.toString());
        process.environment().put("IOFAULT_TRACE", trace.toString());
        return process;
    }

    /** Moves what was traced so far into models of the disk. */
    public void moveTo(DiskTrace... models) throws IOException {
        for (DiskTrace model : models) {
            model.read(trace);
        }
        Files.delete(trace);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.contract.PlainText;
import java.io.PrintStream;

/** The user's terminal: results on one stream, errors and notes on the other. */
final class Console {
    /** Set by the launcher, because Java cannot tell. */
    private static final String TERMINAL = "deltabook.terminal";

    private final PrintStream out;
    private final PrintStream err;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    PrintStream err() {
        return err;
    }

    /** A line of the result. */
    void print(String line) {
        out.println(PlainText.of(line));
    }

    /** A document of many lines that escapes what others wrote by itself. */
    void document(String text) {
        out.println(text);
    }

    /** A line about the work. */
    void note(String line) {
        err.println(PlainText.of(line));
    }

    void error(String line) {
        err.println("error: " + PlainText.of(line));
    }

    /** True where the error stream is a terminal, which can have a line that moves. */
    boolean isTerminal() {
        return err == System.err && Boolean.getBoolean(TERMINAL);
    }
}

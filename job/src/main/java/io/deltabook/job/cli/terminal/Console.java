// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import io.deltabook.contract.PlainText;
import java.io.PrintStream;

/** The user's terminal: results on one stream, errors and notes on the other. */
public final class Console {
    /** Set by the launcher, because Java cannot tell; 0 if there is no terminal. */
    private static final String COLUMNS = "deltabook.columns";

    /** Erases the progress line, which is drawn again below. */
    private static final String OVER = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public PrintStream err() {
        return err;
    }

    /** Prints a line of the result. */
    public void print(String line) {
        out.println(PlainText.of(line));
    }

    /** Prints a multi-line document that has escaped foreign text itself. */
    public void document(String text) {
        out.println(text);
    }

    /** Prints a note about the command's progress. */
    public void note(String line) {
        err.println(over() + PlainText.of(line));
    }

    public void error(String line) {
        err.println(over() + "error: " + PlainText.of(line));
    }

    private String over() {
        return isTerminal() ? OVER : "";
    }

    /** Whether the error stream is a terminal, which can show a progress line. */
    boolean isTerminal() {
        return columns() > 0;
    }

    /** Columns of the terminal, 0 if there is none. */
    int columns() {
        return err == System.err ? Integer.getInteger(COLUMNS, 0) : 0;
    }
}

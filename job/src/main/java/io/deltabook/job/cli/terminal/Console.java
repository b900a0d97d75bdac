// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import io.deltabook.contract.PlainText;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * The user's terminal: results on one stream; errors, warnings and notes on the other. Colours only
 * where a person reads them, and not if {@code NO_COLOR} is set.
 */
public final class Console {
    /** Set by the launcher, because Java cannot tell; 0 if there is no terminal. */
    private static final String COLUMNS = "deltabook.columns";

    /** Erases the progress line, which is drawn again below. */
    private static final String OVER = "\r\u001b[K";

    /** How a suggested command starts, which stands on a line of its own. */
    private static final String SUGGESTED = "  deltabook ";

    private final PrintStream out;
    private final PrintStream err;
    private final Ansi outColours;
    private final Ansi errColours;
    private String storeArguments = "";

    public Console(PrintStream out, PrintStream err) {
        this(
                out,
                err,
                colours(out == System.out),
                colours(err == System.err && Integer.getInteger(COLUMNS, 0) > 0));
    }

    /** With colours on or off for each stream. */
    Console(PrintStream out, PrintStream err, Ansi outColours, Ansi errColours) {
        this.out = out;
        this.err = err;
        this.outColours = outColours;
        this.errColours = errColours;
    }

    /** Picocli knows the terminal, and the variables by which users switch colours off. */
    private static Ansi colours(boolean isOfProcess) {
        return isOfProcess && Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"))
                ? Ansi.ON
                : Ansi.OFF;
    }

    public PrintStream err() {
        return err;
    }

    /** Whether results are coloured. */
    public Ansi outColours() {
        return outColours;
    }

    /** Whether errors are coloured. */
    public Ansi errColours() {
        return errColours;
    }

    /** Suggested commands about a place in a store get these arguments, so that they reach it. */
    public void suggestWith(String arguments) {
        storeArguments = arguments;
    }

    /** Prints a line of the result. */
    public void print(String line) {
        out.println(whole(line));
    }

    /** Prints a line of the result that says how it went. */
    public void print(Tone tone, String line) {
        out.println(painted(outColours, tone, PlainText.of(line)));
    }

    /** Prints a multi-line document that has escaped foreign text itself. */
    public void document(String text) {
        out.println(text);
    }

    /** Prints a note about the command's progress. */
    public void note(String line) {
        err.println(over() + whole(line));
    }

    private String whole(String line) {
        boolean isAboutStore = line.startsWith(SUGGESTED) && line.contains("://");
        return PlainText.of(isAboutStore ? line + storeArguments : line);
    }

    /** Prints something that the user may want to change; the command goes on. */
    public void warn(String line) {
        err.println(
                over() + painted(errColours, Tone.CAREFUL, "warning:") + ' ' + PlainText.of(line));
    }

    public void error(String line) {
        err.println(over() + painted(errColours, Tone.BAD, "error:") + ' ' + PlainText.of(line));
    }

    private static String painted(Ansi colours, Tone tone, String text) {
        return colours.enabled() ? tone.paint(text) : text;
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

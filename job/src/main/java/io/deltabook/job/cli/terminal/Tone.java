// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** How a line is meant; on a terminal it has a colour for it. */
public enum Tone {
    GOOD(Style.bold, Style.fg_green),
    CAREFUL(Style.bold, Style.fg_yellow),
    BAD(Style.bold, Style.fg_red);

    private final IStyle[] styles;

    Tone(IStyle... styles) {
        this.styles = styles;
    }

    /** The text between the codes that switch the colour on and off. */
    String paint(String text) {
        return Style.on(styles) + text + Style.reset.on();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.io.IOException;
import java.util.List;

/** The output cannot be compacted in its present state; the lines say why and what to do. */
public final class CompactRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final List<String> lines;

    CompactRefusedException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    /** One sentence per reason. */
    public List<String> lines() {
        return lines;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.compact;

import java.io.IOException;
import java.util.List;

/** An output that cannot be compacted as it is; the lines say why and what to do. */
public final class CompactRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final List<String> lines;

    CompactRefusedException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    /** A sentence for each reason. */
    public List<String> lines() {
        return lines;
    }
}

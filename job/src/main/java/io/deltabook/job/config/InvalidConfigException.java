// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import java.util.List;

/** Options that cannot be used; contains one sentence per fault, all of them at once. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    public InvalidConfigException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}

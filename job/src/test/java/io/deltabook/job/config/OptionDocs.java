// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** Options as documented. */
final class OptionDocs {
    private OptionDocs() {}

    static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import io.deltabook.job.cli.cluster.FlinkSettings;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.RunConf;
import org.apache.flink.configuration.Configuration;

/** Lends the command line's Flink settings to tests of the whole job. */
public final class RunSettings {
    private RunSettings() {}

    /** Flink's configuration of a run, as {@code deltabook run} would use it. */
    public static Configuration of(RunConf run) throws InvalidConfigException {
        return FlinkSettings.of(run);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli;

import io.deltabook.job.cli.cluster.FlinkSettings;
import io.deltabook.job.cli.command.StoreArguments;
import io.deltabook.job.cli.run.RunFolders;
import io.deltabook.job.cli.terminal.CommandFailure;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.JobConf;
import io.deltabook.job.config.RunConf;
import io.deltabook.job.config.RunOptions;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Has the places of a run reached from now on, of which each may be in a store.
 *
 * @param areReached whether Flink runs this process and has made its file systems: they stay as it
 *     is configured
 */
record RunPlaces(boolean areReached) {
    /** All of a run. */
    void reach(JobConf conf) throws InvalidConfigException {
        RunConf run = conf.run();
        List<Path> written =
                Stream.of(run.output(), run.state(), run.seed()).filter(Objects::nonNull).toList();
        List<Path> all = new ArrayList<>(conf.source().inputs());
        all.addAll(written);
        if (!areReached) {
            StoreArguments.reach(all, FlinkSettings.of(run));
        }
        StoreArguments.requireFolders(run.output(), run.state());
        if (run.seed() != null) {
            StoreArguments.requireAnswer(List.of(run.seed()));
        }
    }

    /**
     * The folders of a run that options name.
     *
     * @param given options as they are given now; what the run was started with is not known yet
     */
    RunFolders folders(Configuration given)
            throws CommandFailure, InvalidConfigException, IOException {
        Path output = path(RunOptions.OUTPUT, given);
        Path state = path(RunOptions.STATE, given);
        List<Path> places = Stream.of(output, state).filter(Objects::nonNull).toList();
        if (!areReached) {
            StoreArguments.reach(places, given);
        }
        StoreArguments.requireFolders(output, state);
        return RunFolders.find(output, state);
    }

    private static Path path(ConfigOption<String> option, Configuration given)
            throws InvalidConfigException {
        String text = given.get(option);
        try {
            return text == null ? null : Place.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(List.of(option.key() + ": " + e.getMessage()));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.benchmarks.suite;

/** Formats a profile as a part of the page. */
final class ProfilePage {
    private static final int HOTTEST = 3;

    private ProfilePage() {}

    /**
     * The table of the stages.
     *
     * @param command the command that repeats the measurement
     * @param shape origin of the data
     */
    static String text(String command, String shape, Dataset data, Profile profile) {
        StringBuilder text = new StringBuilder();
        text.append("Machine: ").append(Machine.describe()).append(".  \n");
        text.append("Repeat it with: `").append(command).append("`  \n");
        text.append(
                "Data: %s, %,d rows; parallelism 1: one thread reads, one does all the rest.%n%n"
                        .formatted(shape, data.rows()));
        text.append("| stage | CPU ns a row | share | where most |\n|---|---|---|---|\n");
        for (Stage stage : Stage.values()) {
            text.append(
                    "| %s | %.1f | %.0f %% | %s |%n"
                            .formatted(
                                    stage.words(),
                                    profile.nanosPerRow(stage),
                                    100
                                            * profile.nanosPerRow(stage)
                                            / profile.run().cpuNanosPerRow(),
                                    String.join(", ", profile.hottest(stage, HOTTEST))));
        }
        text.append(
                "| all | %.1f | 100 %% | |%n%nWall time %.1f ns a row in the job, %.1f ns in the process.%n"
                        .formatted(
                                profile.run().cpuNanosPerRow(),
                                1e9 / profile.run().rowsPerJobSecond(),
                                1e9 / profile.run().rowsPerProcessSecond()));
        return text.toString();
    }
}

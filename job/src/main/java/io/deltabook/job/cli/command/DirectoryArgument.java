// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder into which a command writes files of its own. */
public final class DirectoryArgument {
    @Option(
            names = {"-o", "--directory"},
            required = true,
            paramLabel = "DIR",
            description = "Folder for the files; must be empty or absent.")
    private Path directory;

    public Path get() {
        return directory;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import io.deltabook.job.storage.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds a folder for the log file that this user can write: the one asked for by the environment,
 * else the first of {@code logs} beside the program, the user's state folder and the temporary
 * folder.
 */
public final class LogFolder {
    /** Read by {@code conf/log4j2.properties}. */
    private static final String LOG_FILE = "log.file";

    private static final String FILE = "deltabook.log";
    private static final String ASKED = "DELTABOOK_LOG_DIR";

    /** What 0.1.0 called it. */
    private static final String ASKED_BEFORE = "DELTABOOK_LOGS";

    private final Map<String, String> environment;
    private final Path home;
    private final Path temporary;
    private final String user;

    /**
     * @param home of the program, null if it has none
     * @param temporary the folder for temporary files, which others may write too
     * @param user who runs this process
     */
    LogFolder(Map<String, String> environment, Path home, Path temporary, String user) {
        this.environment = environment;
        this.home = home;
        this.temporary = temporary;
        this.user = user;
    }

    /**
     * Names the log file to the logging, unless a JVM option has done so. To be called before there
     * is a logger.
     */
    public static void choose() throws CommandFailure {
        if (System.getProperty(LOG_FILE) == null) {
            String home = System.getProperty("deltabook.home");
            LogFolder choice =
                    new LogFolder(
                            System.getenv(),
                            home == null ? null : Path.of(home),
                            Path.of(System.getProperty("java.io.tmpdir")),
                            System.getProperty("user.name"));
            System.setProperty(LOG_FILE, choice.find().resolve(FILE).toString());
        }
    }

    /** The folder, which exists and can be written. */
    Path find() throws CommandFailure {
        String asked = environment.getOrDefault(ASKED, environment.get(ASKED_BEFORE));
        if (asked != null && !asked.isEmpty()) {
            try {
                Path folder = Path.of(asked);
                prepare(folder);
                return folder;
            } catch (IOException | InvalidPathException e) {
                throw CommandFailure.usage(
                        List.of(
                                "%s must be a folder that can be written, but [%s] is not: %s"
                                        .formatted(ASKED, asked, RootCause.of(e))));
            }
        }
        for (Path folder : candidates()) {
            try {
                prepare(folder);
                return folder;
            } catch (IOException e) {
                continue;
            }
        }
        return shared();
    }

    private List<Path> candidates() {
        List<Path> folders = new ArrayList<>();
        if (home != null) {
            folders.add(home.resolve("logs"));
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String userHome = environment.getOrDefault("HOME", "");
        // A relative one is to be ignored, says the XDG specification.
        if (state.startsWith("/")) {
            folders.add(Path.of(state, "deltabook", "logs"));
        } else if (userHome.startsWith("/")) {
            folders.add(Path.of(userHome, ".local", "state", "deltabook", "logs"));
        }
        return folders;
    }

    private Path shared() throws CommandFailure {
        Path own = OwnFolder.in(temporary, user);
        try {
            if (!OwnFolder.create(own)) {
                own = Files.createTempDirectory(temporary, "deltabook-");
            }
            prepare(own.resolve("logs"));
            return own.resolve("logs");
        } catch (IOException e) {
            throw CommandFailure.usage(
                    List.of(
                            "there must be a folder for log files that can be written, but there is none, and [%s] cannot be written either (%s): name one with %s"
                                    .formatted(temporary, RootCause.of(e), ASKED)));
        }
    }

    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.newOutputStream(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFolderTest {
    private static final String USER = System.getProperty("user.name");

    @TempDir private Path folder;

    @Test
    void theFolderThatTheEnvironmentNamesIsMadeAndUsed() throws Exception {
        Path asked = folder.resolve("a/b");

        assertThat(find(Map.of("DELTABOOK_LOG_DIR", asked.toString()))).isEqualTo(asked);
        assertThat(asked).isDirectory();
        assertThat(find(Map.of("DELTABOOK_LOGS", asked.toString()))).isEqualTo(asked);
    }

    @Test
    void aNamedFolderThatCannotBeWrittenIsAnErrorAndNotReplaced() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> find(Map.of("DELTABOOK_LOG_DIR", file.resolve("x").toString())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(
                        "DELTABOOK_LOG_DIR must be a folder that can be written, but ["
                                + file.resolve("x")
                                + "] is not: ");
    }

    @Test
    void aHomeThatCanBeWrittenKeepsItsOwnLogs() throws Exception {
        assertThat(find(Map.of("HOME", user().toString()))).isEqualTo(home().resolve("logs"));
        assertThat(user()).doesNotExist();
    }

    @Test
    void elseLogsGoToTheStateFolderOfTheUser() throws Exception {
        closeHome();

        assertThat(find(Map.of("HOME", user().toString())))
                .isEqualTo(user().resolve(".local/state/deltabook/logs"));
        Path state = folder.resolve("state");
        assertThat(find(Map.of("HOME", user().toString(), "XDG_STATE_HOME", state.toString())))
                .isEqualTo(state.resolve("deltabook/logs"));
        assertThat(find(Map.of("HOME", user().toString(), "XDG_STATE_HOME", "relative")))
                .isEqualTo(user().resolve(".local/state/deltabook/logs"));
    }

    @Test
    void aLogFileOfAnotherUserIsNotTaken() throws Exception {
        // A folder in its place cannot be written either, and not even by root.
        Files.createDirectories(home().resolve("logs/deltabook.log"));

        assertThat(find(Map.of("HOME", user().toString())))
                .isEqualTo(user().resolve(".local/state/deltabook/logs"));
    }

    @Test
    void aUserWithoutAnyFolderGetsOneOfHisOwnInTheTemporaryFolder() throws Exception {
        closeHome();

        Path found = find(Map.of());

        assertThat(found).isEqualTo(folder.resolve("tmp/deltabook-" + USER + "/logs"));
        assertThat(Files.getPosixFilePermissions(found.getParent())).hasSize(3);
        assertThat(find(Map.of())).isEqualTo(found);
    }

    @Test
    void aNameThatAnotherHasTakenInTheTemporaryFolderIsNotFollowed() throws Exception {
        closeHome();
        Path trap = Files.createDirectory(folder.resolve("trap"));
        Files.createDirectories(folder.resolve("tmp"));
        Files.createSymbolicLink(folder.resolve("tmp/deltabook-" + USER), trap);

        assertThat(find(Map.of()).getParent())
                .hasParent(folder.resolve("tmp"))
                .isNotEqualTo(folder.resolve("tmp/deltabook-" + USER));
        assertThat(trap).isEmptyDirectory();
    }

    @Test
    void aUserWithoutANameFindsHisFolderAgain() throws Exception {
        closeHome();
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        LogFolder logs = new LogFolder(Map.of(), home(), temporary, "?");

        assertThat(logs.find()).isEqualTo(temporary.resolve("deltabook-?/logs"));
        assertThat(logs.find()).isEqualTo(temporary.resolve("deltabook-?/logs"));
        assertThat(temporary).isDirectoryContaining(path -> path.endsWith("deltabook-?"));
    }

    @Test
    void theExecutableJarHasNoFolderOfItsOwn() throws Exception {
        LogFolder jar =
                new LogFolder(Map.of("HOME", user().toString()), null, folder.resolve("tmp"), USER);

        assertThat(jar.find()).isEqualTo(user().resolve(".local/state/deltabook/logs"));
    }

    private Path find(Map<String, String> environment) throws Exception {
        Files.createDirectories(folder.resolve("tmp"));
        return new LogFolder(environment, home(), folder.resolve("tmp"), USER).find();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path user() {
        return folder.resolve("user");
    }

    /** Nothing can be written below a file, not even by root. */
    private void closeHome() throws IOException {
        Files.createFile(home());
    }
}

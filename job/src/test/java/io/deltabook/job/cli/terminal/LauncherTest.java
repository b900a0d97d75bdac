// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.cli.testing.LauncherCopy;
import io.deltabook.job.cli.testing.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java that only prints what it is given, one argument a line. */
final class LauncherTest {
    @TempDir private Path temporary;

    private Path folder;
    private Path java;

    @BeforeEach
    void makeJava() throws IOException {
        folder = temporary.toRealPath();
        java = java("17.0.9");
    }

    @Test
    void findsItsHomeThroughLinksFromAnyFolder() throws Exception {
        assertFindsItsHome(LauncherCopy.make(folder.resolve("a tree")));
        assertFindsItsHome(LauncherCopy.makeArchive(folder.resolve("an archive")));
    }

    private void assertFindsItsHome(Path launcher) throws Exception {
        Path home = launcher.getParent().getParent();
        Path links = Files.createDirectories(folder.resolve("links of " + home.getFileName()));
        Files.createSymbolicLink(links.resolve("direct"), links.relativize(launcher));
        Files.createSymbolicLink(folder.resolve("deltabook of " + home.getFileName()), launcher);
        Files.createSymbolicLink(links.resolve("deltabook"), links.resolve("direct"));

        for (Path started :
                List.of(launcher, links.resolve("direct"), links.resolve("deltabook"))) {
            assertThat(arguments(started, Map.of(), "status"))
                    .as(started.toString())
                    .contains("-Ddeltabook.home=" + home, "io.deltabook.job.cli.Main")
                    .endsWith("status");
        }
    }

    @Test
    void runsTheJarsOfItsHome() throws Exception {
        Path tree = LauncherCopy.make(folder.resolve("tree"));
        Path archive = LauncherCopy.makeArchive(folder.resolve("archive"));

        assertThat(arguments(tree, Map.of(), "status"))
                .contains(
                        folder
                                + "/tree/job/target/deltabook-job.jar:"
                                + folder
                                + "/tree/job/target/lib/*");
        assertThat(arguments(archive, Map.of(), "status"))
                .contains(
                        folder
                                + "/archive/lib/deltabook-job.jar:"
                                + folder
                                + "/archive/lib/runtime/*");
    }

    @Test
    void anArchiveWithoutItsJarIsIncompleteAndIsNotBuilt() throws Exception {
        Path launcher = LauncherCopy.makeArchive(folder.resolve("archive"));
        Path jar = folder.resolve("archive/lib/deltabook-job.jar");
        Files.delete(jar);

        RunningProcess refused = start(launcher, Map.of(), "status");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.lines())
                .containsExactly(
                        "deltabook: ["
                                + jar
                                + "] must be there, but is not: unpack the archive again, all of it");
    }

    @Test
    void aRunGetsTheHeapAndTheOptionsThatTheExecutableJarAsksFor() throws Exception {
        Path launcher = LauncherCopy.makeArchive(folder.resolve("archive"));
        RunningProcess nproc = RunningProcess.of(new ProcessBuilder("nproc"));
        assertThat(nproc.exitCode()).isZero();
        int cores = Integer.parseInt(nproc.lines().get(0));

        assertThat(arguments(launcher, Map.of(), "run", "--output", "x"))
                .startsWith(JvmOptions.ofRun(cores).words().toArray(String[]::new));
        assertThat(arguments(launcher, Map.of(), "run", "--resume", "--cluster", "none"))
                .startsWith(JvmOptions.ofRun(cores).words().toArray(String[]::new));
    }

    @Test
    void theHeapOfTheEnvironmentIsTheHeapOfEveryCommand() throws Exception {
        Path launcher = LauncherCopy.makeArchive(folder.resolve("archive"));
        Map<String, String> heap = Map.of("DELTABOOK_HEAP", "3g");

        assertThat(arguments(launcher, heap, "run")).startsWith("-Xmx3g", "-XX:+UseParallelGC");
        assertThat(arguments(launcher, heap, "run", "--cluster", "a:1"))
                .startsWith("-Xmx3g", "-XX:+UseSerialGC");
        assertThat(arguments(launcher, heap, "verify", "x"))
                .startsWith("-Xmx3g", "-XX:+UseParallelGC");
    }

    @Test
    void aCommandThatOnlySubmitsTakesASmallHeapAtNeed() throws Exception {
        Path launcher = LauncherCopy.makeArchive(folder.resolve("archive"));

        assertThat(arguments(launcher, Map.of(), "run", "--cluster=a:1"))
                .startsWith("-Xmx512m", "-XX:+UseSerialGC")
                .noneMatch(argument -> argument.startsWith("-Xms"));
    }

    @Test
    void withoutAJavaThatIsNewEnoughItNamesTheOthersAndWhereToGetIt() throws Exception {
        Path other = java("11.0.2");
        String script =
                "source ../scripts/java.sh; java_homes() { printf '%s\n' \"$OTHER\" /nowhere; }; require_java";
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script, "deltabook");
        builder.environment().put("OTHER", other.toString());

        RunningProcess refused = RunningProcess.of(builder);

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.lines())
                .startsWith(
                        "deltabook: needs Java 17 or newer, but there is none.",
                        "  found:           Java 11.0.2 in " + other)
                .anyMatch(line -> line.contains("apt-get install openjdk-17-jre-headless"));
    }

    @Test
    void theClassArchiveIsOnlyForTheProgramAndTheJavaThatItWasMadeWith() throws Exception {
        Path launcher = LauncherCopy.makeArchive(folder.resolve("archive"));
        Path program = folder.resolve("archive/lib/deltabook-job.jar");
        Path classes = folder.resolve("archive/lib/deltabook.jsa");
        String option = "-XX:SharedArchiveFile=" + classes;
        assertThat(arguments(launcher, Map.of(), "version")).doesNotContain(option);

        Files.createFile(classes);
        Files.writeString(folder.resolve("archive/lib/deltabook.jsa.of"), key(launcher));
        assertThat(arguments(launcher, Map.of(), "version")).contains(option);

        String other = java("17.0.10").toString();
        assertThat(arguments(launcher, Map.of("JAVA_HOME", other), "version"))
                .doesNotContain(option);

        Files.writeString(program, "changed", StandardOpenOption.APPEND);
        assertThat(arguments(launcher, Map.of(), "version")).doesNotContain(option);
    }

    @Test
    void newerJavasGetTheOptionsTheyAskFor() throws Exception {
        Path launcher = LauncherCopy.makeArchive(folder.resolve("archive"));
        String option = "--sun-misc-unsafe-memory-access=allow";

        for (String version : List.of("24", "25.0.1", "100-ea")) {
            Map<String, String> home = Map.of("JAVA_HOME", java(version).toString());
            assertThat(arguments(launcher, home, "version")).as(version).contains(option);
        }
        assertThat(arguments(launcher, Map.of(), "version")).doesNotContain(option);
    }

    private String key(Path launcher) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "bash",
                        "-c",
                        "source \"$1/java.sh\"; find_program \"$(cd \"$1/..\" && pwd)\"; class_archive_key",
                        "key",
                        launcher.getParent().toString());
        builder.environment().put("JAVA_HOME", java.toString());
        RunningProcess process = RunningProcess.of(builder);
        assertThat(process.exitCode()).isZero();
        return process.lines().get(0) + "\n";
    }

    @Test
    void logsGoToTheStateFolderOfTheUserIfTheHomeCannotBeWritten() throws Exception {
        Path launcher = LauncherCopy.makeArchive(folder.resolve("archive"));
        Path state = folder.resolve("state");
        // Nothing can be written below a file, whoever the user is.
        Files.createFile(folder.resolve("archive/logs"));

        RunningProcess version =
                start(
                        launcher,
                        Map.of(
                                "JAVA_HOME",
                                System.getProperty("java.home"),
                                "XDG_STATE_HOME",
                                state.toString()),
                        "--version");

        assertThat(version.exitCode()).as(() -> version.lines().toString()).isZero();
        assertThat(state.resolve("deltabook/logs/deltabook.log")).exists();
    }

    private List<String> arguments(Path launcher, Map<String, String> environment, String... words)
            throws Exception {
        RunningProcess process = start(launcher, environment, words);
        assertThat(process.exitCode()).as(() -> process.lines().toString()).isZero();
        return process.lines();
    }

    private RunningProcess start(Path launcher, Map<String, String> environment, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Files.createTempDirectory(folder, "elsewhere").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DELTABOOK_"));
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().putAll(environment);
        return RunningProcess.of(builder);
    }

    private Path java(String version) throws IOException {
        Path home = folder.resolve("java " + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path program = home.resolve("bin/java");
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}

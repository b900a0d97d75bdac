// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of a few megabytes in memory, to be filled or made read-only while a run is on.
 * Only root may mount one: a test that cannot is skipped.
 */
public final class SmallDisk implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    public static SmallDisk mount(Path folder, String size)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String refused = mountCommand("-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder);
        if (!refused.isEmpty()) {
            abort("a small disk can be mounted by root only: " + refused);
        }
        return new SmallDisk(folder);
    }

    private static String mountCommand(Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mount"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return said(command);
    }

    /** What a command says, of both streams; nothing if it went well. */
    private static String said(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return e.toString();
        }
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? "" : said.isEmpty() ? "it failed" : said;
    }

    public Path folder() {
        return folder;
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Takes all the space there is. */
    public void fill() throws IOException {
        byte[] page = new byte[PAGE];
        try (OutputStream out =
                Files.newOutputStream(
                        filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    public void makeRoom() throws IOException {
        Files.delete(filler());
    }

    /**
     * From now on files can be opened for reading only, as after an error of the disk; those open
     * for writing stay so, for the system refuses a plain remount beside them.
     */
    public void makeReadOnly() throws IOException, InterruptedException {
        assertThat(mountCommand("--bind", folder, folder)).isEmpty();
        assertThat(mountCommand("-o", "remount,bind,ro", folder)).isEmpty();
    }

    public void makeWritable() throws IOException, InterruptedException {
        assertThat(said(List.of("umount", "--lazy", folder.toString()))).isEmpty();
    }

    @Override
    public void close() throws IOException {
        try {
            assertThat(said(List.of("umount", "--lazy", folder.toString()))).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

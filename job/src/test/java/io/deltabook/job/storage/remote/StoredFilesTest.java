// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.storage.AtomicFile;
import io.deltabook.job.storage.Folders;
import io.deltabook.job.storage.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@link Files} works on stored files as on others. */
final class StoredFilesTest {
    private final MemoryStore store = new MemoryStore();

    @Test
    void foldersAreWalkedInTheOrderOfTheirNames() throws IOException {
        Stream.of("a/2", "b/x/y", "a/1").forEach(key -> store.put(key, new byte[3]));
        try (Stream<Path> walk = Files.walk(store.root())) {
            assertThat(walk.map(Path::toString))
                    .containsExactly(
                            "s3://memory/",
                            "s3://memory/a",
                            "s3://memory/a/1",
                            "s3://memory/a/2",
                            "s3://memory/b",
                            "s3://memory/b/x",
                            "s3://memory/b/x/y");
        }
    }

    @Test
    void whatIsThereIsTold() throws IOException {
        Path file = store.put("a/1", new byte[7]);
        assertThat(Files.isRegularFile(file)).isTrue();
        assertThat(Files.isDirectory(file.getParent())).isTrue();
        assertThat(Files.size(file)).isEqualTo(7);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000);
        assertThat(Files.exists(file.resolveSibling("2"))).isFalse();
        assertThatThrownBy(() -> Files.size(file.resolveSibling("2")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theTailOfAFileIsReadOnceWhoeverOpensIt() throws IOException {
        byte[] content = content(200_000);
        Path file = store.put("f", content);
        for (int i = 0; i < 2; i++) {
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                for (int from : new int[] {199_992, 150_000, 199_000}) {
                    assertThat(read(channel, from, 8)).isEqualTo(slice(content, from, 8));
                }
            }
        }
        assertThat(store.reads()).containsExactly(200_000 - Tails.BYTES + "+" + Tails.BYTES);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void whatLiesBeforeTheTailIsReadByOneRequestACall() throws IOException {
        byte[] content = content(300_000);
        Path file = store.put("f", content);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            assertThat(read(channel, 5, 299_000)).isEqualTo(slice(content, 5, 299_000));
            assertThat(channel.position()).isEqualTo(299_005);
        }
        assertThat(store.reads()).containsExactly("5+299000");
    }

    @Test
    void aFileIsWrittenAsAWholeOnly() throws IOException {
        Path file = store.put("f", new byte[1]);
        assertThatThrownBy(() -> Files.writeString(file, "x"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("[s3://memory/f] must be written as a whole, but was to be changed");

        AtomicFile.write(file, out -> out.write(new byte[] {7, 8}));

        assertThat(Files.readAllBytes(file)).containsExactly(7, 8);
    }

    @Test
    void aFolderIsDeletedWithItsFilesAndAMissingFileIsSaidToBeMissing() throws IOException {
        Path file = store.put("a/b/f", new byte[1]);
        Path other = store.put("a/g", new byte[1]);

        assertThatThrownBy(() -> Files.delete(file.getParent()))
                .isInstanceOf(DirectoryNotEmptyException.class);
        Folders.delete(file.getParent());

        assertThat(Place.exists(file)).isFalse();
        assertThat(Files.deleteIfExists(other)).isTrue();
        assertThat(Files.deleteIfExists(other)).isFalse();
    }

    private static byte[] read(SeekableByteChannel channel, long from, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(from);
        assertThat(channel.read(buffer)).isEqualTo(length);
        return buffer.array();
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(1).nextBytes(content);
        return content;
    }

    private static byte[] slice(byte[] content, int from, int length) {
        return java.util.Arrays.copyOfRange(content, from, from + length);
    }
}

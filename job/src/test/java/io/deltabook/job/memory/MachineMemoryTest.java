// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineMemoryTest {
    @TempDir Path root;

    @Test
    void aContainerOfVersion2HasTheLowestLimitOnItsPath() throws IOException {
        write("proc/self/cgroup", "0::/pods/one\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/pods/memory.max", "3000000000\n");
        write("sys/fs/cgroup/pods/one/memory.max", "5000000000\n");
        assertThat(MachineMemory.ofGroups(root)).isEqualTo(3_000_000_000L);
    }

    @Test
    void aContainerOfVersion1HasTheLimitOfItsMemoryGroup() throws IOException {
        write("proc/self/cgroup", "5:cpu,cpuacct:/a\n4:memory:/docker/abc\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2000000000\n");
        assertThat(MachineMemory.ofGroups(root)).isEqualTo(2_000_000_000L);
    }

    @Test
    void insideAContainerTheMountHasTheLimitOfAHiddenGroup() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/abc\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000000\n");
        assertThat(MachineMemory.ofGroups(root)).isEqualTo(1_000_000_000L);
    }

    @Test
    void withoutGroupsThereIsNoLimit() throws IOException {
        assertThat(MachineMemory.ofGroups(root)).isEqualTo(Long.MAX_VALUE);
        write("proc/self/cgroup", "0::/../../elsewhere\nnonsense\n");
        write("sys/fs/cgroup/memory.max", "");
        assertThat(MachineMemory.ofGroups(root)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theMachineItselfHasMemory() {
        assertThat(MachineMemory.bytes()).isGreaterThan(Runtime.getRuntime().maxMemory() / 4);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.storage.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.job.storage.LaneTasks;
import io.deltabook.job.storage.shared.SharedStorage.Mark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedStorageTest {
    @TempDir private Path folder;
    private Path marker;
    private Path record;

    @BeforeEach
    void write() throws Exception {
        marker = Files.writeString(folder.resolve("_deltabook.json"), "{\"run_id\":\"r17\"}");
        record = Files.writeString(folder.resolve("job.json"), "{\"job_id\":\"j42\"}");
    }

    @Test
    void aProcessThatFindsWhatTheRunWroteSeesTheSameStorage() throws Exception {
        SharedStorage sent =
                InstantiationUtil.clone(SharedStorage.of(marker, "r17", record, "j42"));

        assertThatCode(() -> sent.require("worker")).doesNotThrowAnyException();
    }

    @Test
    void aFolderWithoutTheFilesIsAnother() throws Exception {
        Files.delete(record);

        assertThatThrownBy(() -> asked("r17", "j42").require("worker"))
                .isInstanceOf(DifferentStorageException.class)
                .hasMessageStartingWith("not the same storage on [worker]: [" + record + "]")
                .hasMessageContaining("does not exist")
                .hasMessageContaining("mount its folder at the same path");
    }

    @Test
    void aFolderWithFilesOfAnotherRunOrAttemptIsAnother() {
        assertThatThrownBy(() -> asked("r18", "j42").require("worker"))
                .hasMessageContaining("[" + marker + "]")
                .hasMessageContaining("is of another run or attempt");
        assertThatThrownBy(() -> asked("r17", "j43").require("worker"))
                .hasMessageContaining("[" + record + "]")
                .hasMessageContaining("is of another run or attempt");
    }

    @Test
    void aFileThatANetworkShowsLateIsWaitedFor() throws Exception {
        Files.delete(record);
        SharedStorage storage = SharedStorage.of(marker, "r17", record, "j44");
        Callable<Boolean> asking =
                () -> {
                    storage.require("worker");
                    return true;
                };
        Callable<Boolean> writing =
                () -> {
                    TimeUnit.MILLISECONDS.sleep(100);
                    Files.writeString(record, "{\"job_id\":\"j44\"}");
                    return true;
                };

        assertThat(LaneTasks.run(2, List.of(asking, writing))).containsExactly(true, true);
    }

    private SharedStorage asked(String runId, String jobId) {
        return new SharedStorage(
                List.of(new Mark(marker.toString(), runId), new Mark(record.toString(), jobId)),
                Duration.ZERO);
    }
}

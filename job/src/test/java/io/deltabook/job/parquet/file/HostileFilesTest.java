// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltabook.job.parquet.testing.HostileFile;
import io.deltabook.job.parquet.testing.ReadProcess;
import io.deltabook.job.parquet.testing.SmallHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files made to exhaust memory, stack or patience, read one after the other with 512 MB of heap.
 */
@Tag("slow")
final class HostileFilesTest {
    private static final Map<String, String> ENDS = new TreeMap<>();

    @TempDir static Path folder;

    @BeforeAll
    static void readAll() throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (HostileFile file : HostileFile.values()) {
            files.add(file.write(folder).toString());
        }
        SmallHeap.Ended ended = SmallHeap.run(ReadProcess.class, folder, files);
        ended.report().forEach(line -> ENDS.put(line.substring(0, line.indexOf('.')), line));
    }

    @ParameterizedTest
    @EnumSource
    void areReadOrRefusedByName(HostileFile file) {
        String end = ENDS.get(file.name());
        String start = file.name() + ".parquet ";
        if (file.must() == null) {
            assertThat(end).startsWith(start + "READ ");
        } else {
            assertThat(end)
                    .startsWith(start + "REFUSED [" + folder + "/" + file.name() + ".parquet] ")
                    .contains(file.must());
        }
    }
}

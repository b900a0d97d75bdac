// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.parquet.testing.DeltaFileWriter;
import io.deltabook.job.parquet.testing.DeltaRow;
import java.nio.file.Path;
import java.util.List;

/** A folder with inputs, and what plans of it contain. */
record PlanFolder(Path root) {
    Path write(String path, DeltaRow... rows) {
        return DeltaFileWriter.plain().write(root.resolve(path), List.of(rows));
    }

    static void refuses(PlanFixture fixture, String message) {
        assertThatThrownBy(fixture::plan)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    static LaneGroup groupOf(LanePlan plan, LaneId id) {
        return plan.groups().stream()
                .filter(group -> group.lanes().stream().anyMatch(lane -> lane.id().equals(id)))
                .findFirst()
                .orElseThrow();
    }

    List<String> relativeFiles(LaneGroup group) {
        return group.files().stream()
                .map(file -> root.relativize(Path.of(file.path())).toString())
                .toList();
    }
}

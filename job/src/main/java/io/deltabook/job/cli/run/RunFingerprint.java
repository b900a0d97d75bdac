// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import io.deltabook.job.config.JobConf;
import io.deltabook.job.plan.LaneGroup;
import io.deltabook.job.plan.LanePlan;
import io.deltabook.job.plan.PlannedFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of everything that determines a run's events: planned files and lanes, and book
 * settings.
 */
final class RunFingerprint {
    private RunFingerprint() {}

    static String of(JobConf conf, LanePlan plan) {
        StringBuilder text = new StringBuilder();
        text.append(conf.book()).append('\n').append(conf.run().maxParallelism()).append('\n');
        for (LaneGroup group : plan.groups()) {
            text.append(group.dialect()).append('\n');
            group.lanes().forEach(lane -> text.append(lane).append('\n'));
            for (PlannedFile file : group.allFiles()) {
                text.append(file.path()).append(' ').append(file.size()).append('\n');
            }
        }
        plan.seeds().values().forEach(seed -> text.append(seed).append('\n'));
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM must provide SHA-256", e);
        }
    }
}

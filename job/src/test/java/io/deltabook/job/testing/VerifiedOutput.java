// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.testing;

import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.OutputVerifier;
import io.deltabook.job.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code deltabook verify} says of an output.
 *
 * @param verification what it saw
 * @param findings lines of what does not hold
 */
public record VerifiedOutput(Verification verification, List<String> findings) {
    public static VerifiedOutput of(Path folder) {
        List<String> lines = new ArrayList<>();
        Findings findings = new Findings(5, finding -> lines.add(finding.line()));
        try {
            Verification verification = OutputVerifier.open(folder, findings).verify(1, rows -> {});
            return new VerifiedOutput(verification, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest over all lanes and hours. */
    public String digest() {
        return verification.digest();
    }
}

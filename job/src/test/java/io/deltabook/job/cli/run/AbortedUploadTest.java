// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class AbortedUploadTest {
    @Test
    void anUploadThatIsGoneAsksForANewRunAndAnotherErrorDoesNot() {
        String error =
                "AmazonS3Exception: Not Found (Service: Amazon S3; Status Code: 404; Error Code: NoSuchUpload; Request ID: 1)";

        assertThat(AbortedUpload.explain(error, Path.of("/out")))
                .startsWith("[/out] the uploads that the newest checkpoint owes the output must ")
                .contains("so start a new run with another --output and --state");
        assertThat(AbortedUpload.explain("AmazonS3Exception: Slow Down", Path.of("/out"))).isNull();
    }
}

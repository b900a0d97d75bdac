// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet;

import org.apache.parquet.io.api.Binary;

/** Texts of rejected rows as found, shortened so that a batch of them stays within its bytes. */
final class RawText {
    /** Most characters kept: three such texts in each of 10,000 rows take 60 MB. */
    static final int MAX_LENGTH = 1_000;

    private RawText() {}

    static String of(Binary text) {
        return text == null ? null : shorten(text.toStringUsingUTF8());
    }

    static String shorten(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}

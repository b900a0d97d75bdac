// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.export.nautilus;

import io.deltabook.contract.HivePath;

/** The folder of an instrument in a catalog. */
final class InstrumentFolder {
    private InstrumentFolder() {}

    /**
     * The name by which Nautilus looks for an instrument: without slashes, carets replaced; what
     * could leave the folder otherwise is percent-encoded.
     */
    static String of(String instrument) {
        return HivePath.encode(instrument.replace("/", "").replace('^', '_'));
    }
}

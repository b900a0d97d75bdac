// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltabook.contract.InputTable;
import io.deltabook.job.parquet.BadFileException;
import io.deltabook.job.parquet.delta.RowOwners;
import io.deltabook.job.parquet.dialect.TableFormat;
import io.deltabook.job.parquet.testing.HostileFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run would refuse in its middle for this heap, the planning refuses. */
final class PageSizeCheckTest {
    private static final RowOwners OWNERS = new RowOwners(null, null, "BINANCE", null);

    @TempDir Path folder;

    @Test
    void aPageThatIsTooLargeForTheHeapIsRefusedWithItsPlace() throws IOException {
        Path file = HostileFile.PAGE_BOMB.write(folder);

        assertThatThrownBy(() -> facts(file))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("[" + file + "] row group 0 cannot be decoded: ")
                .hasMessageContaining("column price")
                .hasMessageContaining("a page must have at most ")
                .hasMessageEndingWith("but has 1500000000; a larger heap allows more");
    }

    @Test
    void aDictionaryThatIsTooLargeForTheHeapIsRefused() throws IOException {
        Path file = HostileFile.DICTIONARY_BOMB.write(folder);

        assertThatThrownBy(() -> facts(file))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("column origin_time")
                .hasMessageContaining("a dictionary must have 0 to ");
    }

    @Test
    void aFileWhoseFooterOnlyAllowsLargePagesIsNotAFault() throws IOException {
        Path file = HostileFile.STATISTICS_OF_A_PAGE.write(folder);

        assertThat(facts(file).rows()).isPositive();
    }

    private static DeltaFileFacts facts(Path file) throws IOException {
        return DeltaFileFacts.inspect(file, InputTable.DELTAS, TableFormat.of(null), OWNERS);
    }
}

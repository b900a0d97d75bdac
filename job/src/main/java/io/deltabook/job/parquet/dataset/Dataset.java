// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.LaneId;
import java.io.Serializable;

/**
 * One of the small datasets beside the events: its folder, and its columns, which tell how an
 * element becomes a row.
 *
 * @param <T> what a row is made of
 */
public interface Dataset<T> extends Serializable {
    /** Folder under the output folder. */
    String folder();

    /** The columns. */
    DatasetColumns<T> columns();

    /** The lane whose folder and file the element belongs to. */
    LaneId lane(T element);
}

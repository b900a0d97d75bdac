// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dataset;

import io.deltabook.contract.LaneId;
import java.io.Serializable;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.schema.MessageType;

/**
 * One of the small datasets beside the events: its folder, its columns and how an element becomes a
 * row.
 *
 * @param <T> what a row is made of
 */
public interface Dataset<T> extends Serializable {
    /** Folder under the output folder. */
    String folder();

    /** The columns. */
    MessageType schema();

    /** The lane whose folder and file the element belongs to. */
    LaneId lane(T element);

    /** Sets the columns of a new row. */
    void fill(T element, GenericRecord row);
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** What exchanges and symbols of the input may be called. */
public final class LaneNames {
    /** Most characters. */
    public static final int MAX_LENGTH = 255;

    /** What Hive and its like write in a path for null; as a name it would be read as null. */
    public static final String HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

    private static final int SHOWN = 40;

    private LaneNames() {}

    /** What is wrong with a lane's names, in words; null if nothing is. */
    public static String fault(LaneId lane) {
        String fault = fault("exchange", lane.exchange());
        return fault == null ? fault("symbol", lane.symbol()) : fault;
    }

    /**
     * What is wrong with a name, in words; null if nothing is.
     *
     * @param what whose name it is
     */
    public static String fault(String what, String name) {
        String must;
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            must = "have 1 to " + MAX_LENGTH + " characters, but has " + name.length();
        } else if (!PlainText.isPlain(name)) {
            must = "have no control or format characters, but has";
        } else if (name.equals(HIVE_NULL)) {
            must = "be a name, but is the word for null";
        } else {
            return null;
        }
        return what + " must " + must + ": '" + PlainText.of(name, SHOWN) + "'";
    }
}

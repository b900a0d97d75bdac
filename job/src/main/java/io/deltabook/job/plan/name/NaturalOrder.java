// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.plan.name;

import java.util.Comparator;

/** Natural order of names: {@code 2.parquet} before {@code 10.parquet}. */
public enum NaturalOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int endOfOne = endOfDigits(one, i);
            int endOfOther = endOfDigits(other, j);
            int order;
            if (endOfOne > i && endOfOther > j) {
                order = compareDigits(one.substring(i, endOfOne), other.substring(j, endOfOther));
                i = endOfOne;
                j = endOfOther;
            } else {
                order = Character.compare(one.charAt(i++), other.charAt(j++));
            }
            if (order != 0) {
                return order;
            }
        }
        int byLength = Integer.compare(one.length() - i, other.length() - j);
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareDigits(String one, String other) {
        String significant = one.replaceFirst("^0+", "");
        String otherSignificant = other.replaceFirst("^0+", "");
        int byLength = Integer.compare(significant.length(), otherSignificant.length());
        return byLength != 0 ? byLength : significant.compareTo(otherSignificant);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.doctor;

import java.util.Map;

/**
 * What was found about one part of the machine.
 *
 * @param subject the part, a few words
 * @param grade how it is meant
 * @param found what there is, and what a run takes
 * @param advice what to do; null if it is OK
 * @param values the numbers behind it, by name with unit
 */
public record Finding(
        String subject, Grade grade, String found, String advice, Map<String, Object> values) {

    static Finding ok(String subject, String found, Map<String, Object> values) {
        return new Finding(subject, Grade.OK, found, null, values);
    }

    static Finding warning(
            String subject, String found, String advice, Map<String, Object> values) {
        return new Finding(subject, Grade.WARNING, found, advice, values);
    }

    static Finding fault(String subject, String found, String advice, Map<String, Object> values) {
        return new Finding(subject, Grade.FAULT, found, advice, values);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.dialect;

import java.util.Arrays;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A list in a schema, by the rules of Parquet's LogicalTypes.md: a three-level list ({@code
 * list.element}), a two-level one, or a plain repeated field.
 *
 * @param path path of its elements
 * @param element their type
 * @param level definition level at which a list has an element, even a null one
 */
record ListNode(String[] path, Type element, int level) {
    /**
     * A field as a list.
     *
     * @param parent path of the enclosing group
     * @return null if it is not a list
     */
    static ListNode of(MessageType schema, String[] parent, Type field) {
        String[] path = with(parent, field.getName());
        if (field.isRepetition(Type.Repetition.REPEATED)) {
            return new ListNode(path, field, schema.getMaxDefinitionLevel(path));
        }
        return inside(schema, path, field);
    }

    /** The elements as lists, null if they are not lists. */
    ListNode inner(MessageType schema) {
        return inside(schema, path, element);
    }

    private static ListNode inside(MessageType schema, String[] path, Type field) {
        if (!holdsList(field)) {
            return null;
        }
        Type repeated = field.asGroupType().getType(0);
        String[] ofRepeated = with(path, repeated.getName());
        int level = schema.getMaxDefinitionLevel(ofRepeated);
        if (isElement(repeated, field.getName())) {
            return new ListNode(ofRepeated, repeated, level);
        }
        Type element = repeated.asGroupType().getType(0);
        return new ListNode(with(ofRepeated, element.getName()), element, level);
    }

    private static boolean holdsList(Type field) {
        if (field.isPrimitive()) {
            return false;
        }
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        GroupType group = field.asGroupType();
        return (logical == null || logical instanceof ListLogicalTypeAnnotation)
                && group.getFieldCount() == 1
                && group.getType(0).isRepetition(Type.Repetition.REPEATED);
    }

    /** Whether the repeated node is the element itself, as written by old writers. */
    private static boolean isElement(Type repeated, String list) {
        return repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || holdsList(repeated)
                || repeated.getName().equals("array")
                || repeated.getName().equals(list + "_tuple");
    }

    private static String[] with(String[] path, String name) {
        String[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = name;
        return longer;
    }

    /** Path of a field of the elements. */
    String[] path(String field) {
        return with(path, field);
    }
}

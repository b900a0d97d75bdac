// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TFieldIdEnum;
import shaded.parquet.org.apache.thrift.meta_data.FieldMetaData;

/**
 * Gives one field somewhere in a footer or a page header another value, an absurd one by choice.
 */
final class ThriftDamage {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        127,
        128,
        65_536,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE - 8L,
        1L << 32,
        1L << 40,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] TEXTS = {
        "",
        "price",
        "symbol",
        "no such column",
        "../../etc/passwd",
        "a\nb\u001b[2J",
        "x".repeat(70_000)
    };
    private static final int MANY = 2_000;

    private final SplittableRandom random;

    /** A field, or an element of a list. */
    private record Slot(Object value, Consumer<Object> setter) {}

    ThriftDamage(SplittableRandom random) {
        this.random = random;
    }

    void damage(TBase<?, ?> struct) {
        List<Slot> slots = new ArrayList<>();
        collect(struct, slots);
        Slot slot = slots.get(random.nextInt(slots.size()));
        slot.setter().accept(changed(slot.value()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void collect(TBase struct, List<Slot> slots) {
        Set<TFieldIdEnum> fields = FieldMetaData.getStructMetaDataMap(struct.getClass()).keySet();
        for (TFieldIdEnum field : fields) {
            if (struct.isSet(field)) {
                collect(
                        struct.getFieldValue(field),
                        value -> struct.setFieldValue(field, value),
                        slots);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void collect(Object value, Consumer<Object> setter, List<Slot> slots) {
        slots.add(new Slot(value, setter));
        if (value instanceof TBase<?, ?> struct) {
            collect(struct, slots);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                collect(list.get(i), element -> ((List<Object>) list).set(index, element), slots);
            }
        }
    }

    private Object changed(Object value) {
        if (value instanceof Long number) {
            return number(number);
        } else if (value instanceof Integer number) {
            return (int) number(number);
        } else if (value instanceof Short number) {
            return (short) number(number);
        } else if (value instanceof Byte number) {
            return (byte) number(number);
        } else if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof String text) {
            return random.nextInt(3) == 0 ? text + "\u0000" : TEXTS[random.nextInt(TEXTS.length)];
        } else if (value instanceof Enum<?> constant) {
            Object[] all = constant.getDeclaringClass().getEnumConstants();
            return all[random.nextInt(all.length)];
        } else if (value instanceof List<?> list) {
            return changed(new ArrayList<Object>(list));
        } else if (value instanceof ByteBuffer || value instanceof byte[]) {
            byte[] other = new byte[random.nextInt(20)];
            random.nextBytes(other);
            return value instanceof byte[] ? other : ByteBuffer.wrap(other);
        }
        return null;
    }

    private long number(long number) {
        return switch (random.nextInt(4)) {
            case 0 -> number + random.nextInt(5) - 2;
            case 1 -> random.nextLong() >> random.nextInt(64);
            default -> NUMBERS[random.nextInt(NUMBERS.length)];
        };
    }

    private Object changed(ArrayList<Object> list) {
        int at = list.isEmpty() ? 0 : random.nextInt(list.size());
        switch (random.nextInt(list.isEmpty() ? 1 : 5)) {
            case 0 -> list.clear();
            case 1 -> list.remove(at);
            case 2 -> list.add(list.get(at));
            case 3 -> Collections.shuffle(list, new Random(random.nextLong()));
            default -> list.addAll(Collections.nCopies(MANY, list.get(at)));
        }
        return list;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The JSON of answers: numbers that are not there are null, and doubles have at most 15 digits,
 * which is what they know of a decimal.
 */
public final class AnswerJson {
    private static final MathContext DIGITS = new MathContext(15);
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(double[].class, new Doubles())
                                    .addSerializer(double.class, new OneDouble())
                                    .addSerializer(Double.class, new OneDouble()));

    private AnswerJson() {}

    /** The bytes of an answer. */
    public static byte[] bytes(Object answer) throws IOException {
        return MAPPER.writeValueAsBytes(answer);
    }

    /** An answer for programs, whose names are in snake case as everywhere in their JSON. */
    public static JsonNode tree(Object answer) {
        return MAPPER.copy()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .valueToTree(answer);
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
        }
    }

    private static final class Doubles extends JsonSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartArray();
            for (double value : values) {
                write(value, json);
            }
            json.writeEndArray();
        }
    }

    private static final class OneDouble extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            write(value, json);
        }
    }
}

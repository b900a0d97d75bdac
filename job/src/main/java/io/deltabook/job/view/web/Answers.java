// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import io.deltabook.contract.BadInputException;
import io.deltabook.contract.LaneId;
import io.deltabook.job.view.OutputView;
import io.deltabook.job.view.Span;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the page may ask, by path. */
final class Answers {
    private static final int MAX_QUERY = 4_096;

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    /** Answers a question with its parameters. */
    @FunctionalInterface
    private interface Answer {
        Object of(Map<String, String> parameters) throws IOException;
    }

    /** Answers about a lane. */
    @FunctionalInterface
    private interface LaneAnswer {
        Object of(LaneId lane, Map<String, String> parameters) throws IOException;
    }

    /** Answers about a span of a lane. */
    @FunctionalInterface
    private interface SpanAnswer {
        Object of(LaneId lane, Span span, Map<String, String> parameters) throws IOException;
    }

    /** Answers about a book at a place: a time or the number of an event. */
    @FunctionalInterface
    private interface BookAnswer {
        Object of(LaneId lane, long place, int depth) throws IOException;
    }

    Answers(OutputView view) {
        answers.put("/api/overview", parameters -> view.overview());
        answers.put("/api/statistics", parameters -> view.statistics());
        lane("/api/coverage", view, (lane, parameters) -> view.coverage(lane));
        lane("/api/rejects", view, (lane, parameters) -> view.rejects(lane));
        book("/api/book-at", "nanos", view, view::bookAt);
        book("/api/book-before", "seq", view, view::bookBefore);
        book("/api/book-after", "seq", view, view::bookAfter);
        span("/api/quotes", view, (lane, span, parameters) -> view.quotes(lane, span));
        span("/api/activity", view, (lane, span, parameters) -> view.activity(lane, span));
        span("/api/states", view, (lane, span, parameters) -> view.states(lane, span));
        span("/api/incidents", view, (lane, span, parameters) -> view.incidents(lane, span));
        span(
                "/api/depth",
                view,
                (lane, span, parameters) ->
                        view.depth(
                                lane,
                                span,
                                (int) number("reach", parameters),
                                (int) number("rows", parameters)));
    }

    private void lane(String path, OutputView view, LaneAnswer answer) {
        answers.put(
                path,
                parameters ->
                        answer.of(
                                view.lane(
                                        required("exchange", parameters),
                                        required("symbol", parameters)),
                                parameters));
    }

    private void book(String path, String place, OutputView view, BookAnswer answer) {
        lane(
                path,
                view,
                (lane, parameters) ->
                        answer.of(
                                lane,
                                number(place, parameters),
                                (int) number("depth", parameters)));
    }

    private void span(String path, OutputView view, SpanAnswer answer) {
        lane(
                path,
                view,
                (lane, parameters) ->
                        answer.of(
                                lane,
                                new Span(
                                        number("from", parameters),
                                        number("to", parameters),
                                        (int) number("buckets", parameters)),
                                parameters));
    }

    /** Whether there is an answer of this path. */
    boolean has(String path) {
        return answers.containsKey(path);
    }

    /**
     * The answer to a question.
     *
     * @param query the raw query of the request, null if there is none
     * @throws BadInputException if it is not a question
     */
    Object of(String path, String query) throws IOException {
        return answers.get(path).of(parameters(query));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query == null) {
            return parameters;
        }
        if (query.length() > MAX_QUERY) {
            throw new BadInputException(
                    "a query must have at most %d characters, but has %d"
                            .formatted(MAX_QUERY, query.length()));
        }
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static String required(String name, Map<String, String> parameters) {
        String value = parameters.get(name);
        if (value == null) {
            throw new BadInputException("the query must have %s=, but has not".formatted(name));
        }
        return value;
    }

    private static long number(String name, Map<String, String> parameters) {
        String value = required(name, parameters);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "%s must be a whole number, but is '%s'".formatted(name, value), e);
        }
    }
}

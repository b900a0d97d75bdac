// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltabook.contract.EventType;
import io.deltabook.job.verify.Findings;
import io.deltabook.job.verify.LaneResult;
import io.deltabook.job.verify.Verification;
import io.deltabook.job.verify.digest.Digests;
import io.deltabook.job.verify.digest.HourDigest;
import io.deltabook.job.verify.digest.LaneDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A verification as JSON. Its keys are a contract: add, never rename. */
public final class VerificationJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private VerificationJson() {}

    /** Writes the document to a file. */
    public static void write(Verification verification, Findings findings, Path file)
            throws IOException {
        Files.writeString(
                file,
                MAPPER.writeValueAsString(of(verification, findings)) + '\n',
                StandardCharsets.UTF_8);
    }

    /** The document. */
    public static ObjectNode of(Verification verification, Findings findings) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("digest_version", Digests.VERSION);
        json.put("digest", verification.digest());
        json.put("quotes_digest", verification.quotesDigest());
        json.put("periods_digest", verification.periodsDigest());
        json.put("rows", verification.rows());
        json.put("clean", findings.total() == 0);
        ObjectNode kinds = json.putObject("findings");
        findings.counts().forEach((kind, count) -> kinds.put(kind.word(), count));
        ArrayNode lanes = json.putArray("lanes");
        verification.lanes().forEach(lane -> lane(lanes.addObject(), lane));
        return json;
    }

    private static void lane(ObjectNode json, LaneResult lane) {
        json.put("exchange", lane.digest().lane().exchange());
        json.put("symbol", lane.digest().lane().symbol());
        json.put("digest", lane.digest().digest());
        json.put("rows", lane.digest().rows());
        ObjectNode types = json.putObject("event_types");
        for (EventType type : EventType.values()) {
            types.put(type.name(), lane.rows(type));
        }
        json.put("snapshots_replayed", lane.compared());
        json.put("levels_replayed", lane.confirmedLevels());
        hours(json, lane.digest());
        LaneDigest quotes = lane.derived().quotes();
        ObjectNode ofQuotes = json.putObject("quotes");
        ofQuotes.put("digest", quotes.digest());
        ofQuotes.put("rows", quotes.rows());
        hours(ofQuotes, quotes);
        ObjectNode ofPeriods = json.putObject("periods");
        ofPeriods.put("digest", lane.derived().periods().digest());
        ofPeriods.put("rows", lane.derived().periods().rows());
    }

    private static void hours(ObjectNode json, LaneDigest lane) {
        ArrayNode hours = json.putArray("hours");
        for (HourDigest hour : lane.hours()) {
            ObjectNode object = hours.addObject();
            object.put("hour", Instant.ofEpochSecond(hour.hour() * 3_600).toString());
            object.put("rows", hour.rows());
            object.put("first_event_seq", hour.firstSeq());
            object.put("last_event_seq", hour.lastSeq());
            object.put("digest", hour.digest());
        }
    }
}

package dev.plumbline.eval.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Server-sent events, gathered. */
final class EventStream {
    private EventStream() {}

    /** An object with the data of all events as a list by the event's name. */
    static JsonNode parse(String stream, JsonMapper mapper) throws IOException {
        ObjectNode events = mapper.createObjectNode();
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line : (stream + "\n\n").split("\r\n|\n|\r", -1)) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    events.withArray(name).add(mapper.readTree(data.toString()));
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length())).append('\n');
            }
        }
        return events;
    }
}

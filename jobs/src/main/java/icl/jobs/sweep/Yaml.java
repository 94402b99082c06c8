package icl.jobs.sweep;

import icl.core.text.Excerpts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Strict YAML: one document of mappings with distinct text keys, lists and scalars. Anchors, aliases, tags, directives
 * and deep nesting are refused as they are met, so that nothing grows beyond the text. Every error has its line.
 */
final class Yaml {
    /** Longest text, in characters: a matrix of 300 x 300 numbers in full precision. */
    static final int LONGEST = 2_000_000;

    /** Most keys, lists and values of a text: each takes a kilobyte to read. That matrix has 90,300. */
    static final int MOST = 100_000;

    /** Deepest nesting. A matrix of a base design within a union within a zip is at 9. */
    static final int DEEPEST = 32;

    private final Mark start;
    private final Iterator<Event> events;
    private Event next;
    private int nodes;

    private Yaml(Mark start, String text) {
        this.start = start;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(start.label())
                .setCodePointLimit(LONGEST)
                .setParseComments(false)
                .setBufferSize(text.length() + 1) // all at once: a long token that grows by pieces is copied each time
                .build();
        events = new Parse(settings).parseString(text).iterator();
    }

    /** The node of a text that begins at this place. */
    static Node parse(Mark start, String text) {
        if (text.length() > LONGEST) {
            throw start.invalid("Invalid text: " + text.length() + " characters (must be at most " + LONGEST + ")");
        }
        try {
            return new Yaml(start, text).document();
        } catch (MarkedYamlEngineException e) {
            throw place(start, e.getProblemMark()).invalid(oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            throw start.invalid(oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static String oneLine(String problem) {
        return "Cannot read this YAML: " + problem.lines().findFirst().orElse("");
    }

    private static Mark place(Mark start, Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark) {
        return new Mark(start.label(), start.line() + mark.map(m -> m.getLine()).orElse(0));
    }

    private Node document() {
        advance();
        advance();
        if (next.getEventId() == Event.ID.StreamEnd) {
            throw start.invalid("Nothing here (must be a mapping)");
        }
        refuseDirectives((DocumentStartEvent) next);
        advance();
        Node node = node(0);
        advance();
        if (next.getEventId() != Event.ID.StreamEnd) {
            throw mark().invalid("Invalid document: a second one (must be one document to a file)");
        }
        return node;
    }

    private void refuseDirectives(DocumentStartEvent start) {
        if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
            throw mark().invalid(
                            "Invalid directive: a line that begins with % (must be plain YAML without directives)");
        }
    }

    /** The node that starts with the current event; afterwards the event behind the node is current. */
    private Node node(int depth) {
        if (next.getEventId() == Event.ID.Alias) {
            throw mark().invalid(
                            "Invalid alias: a value that begins with * (must be written out; aliases are not read)");
        }
        refuseProperties((NodeEvent) next);
        if (++nodes > MOST) {
            throw mark().invalid("Invalid text: more than " + MOST + " keys and values (must be at most so many)");
        }
        if (depth > DEEPEST) {
            throw mark().invalid("Invalid nesting: deeper than " + DEEPEST + " (must be at most " + DEEPEST + ")");
        }
        Mark first = mark();
        if (next instanceof ScalarEvent scalar) {
            advance();
            return new Node.Scalar(first, Scalars.value(first, scalar.getValue(), scalar.isPlain()));
        }
        boolean list = next.getEventId() == Event.ID.SequenceStart;
        advance();
        return list ? items(first, depth) : fields(first, depth);
    }

    private void refuseProperties(NodeEvent event) {
        if (event.getAnchor().isPresent()) {
            String anchor = "&" + event.getAnchor().get().getValue();
            throw mark().invalid("Invalid anchor: " + Excerpts.text(anchor)
                    + " (must be a plain value; anchors are not read)");
        }
        Optional<String> tag =
                event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        if (tag.isPresent()) {
            throw mark().invalid("Invalid tag: " + Excerpts.text(tag.get().replace("tag:yaml.org,2002:", "!!"))
                    + " (must be a plain value; tags are not read)");
        }
    }

    private Node items(Mark first, int depth) {
        List<Node> items = new ArrayList<>();
        while (next.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(depth + 1));
        }
        advance();
        return new Node.Items(first, items);
    }

    private Node fields(Mark first, int depth) {
        Map<String, Node.Field> fields = new LinkedHashMap<>();
        while (next.getEventId() != Event.ID.MappingEnd) {
            Mark at = mark();
            String key = key();
            if (next instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().isEmpty()) {
                throw at.invalid("Missing value of " + Excerpts.text(key));
            }
            Node.Field earlier = fields.put(key, new Node.Field(at, node(depth + 1)));
            if (earlier != null) {
                throw at.invalid("Duplicate key: " + Excerpts.text(key) + " (already at line "
                        + earlier.mark().line() + ")");
            }
        }
        advance();
        return new Node.Fields(first, fields);
    }

    private String key() {
        if (!(next instanceof ScalarEvent)) {
            throw mark().invalid("Invalid key: a list, a mapping or an alias (must be text)");
        }
        Node key = node(0);
        return key.asText("key");
    }

    private Mark mark() {
        return place(start, next.getStartMark());
    }

    private void advance() {
        try {
            next = events.next();
        } catch (NumberFormatException e) { // of a code point beyond an int, which the parser does not expect
            throw mark().invalid(oneLine(e.getMessage()));
        }
    }
}

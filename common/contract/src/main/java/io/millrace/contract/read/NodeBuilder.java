package io.millrace.contract.read;

import io.millrace.contract.read.Node.Entry;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Sequence;
import io.millrace.contract.read.Node.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds nodes from the parser's events, refusing on the way what a plain document does not need. */
final class NodeBuilder {

    /** Levels of nesting; the deepest document of ours has six. */
    static final int MAX_DEPTH = 32;

    /** Nodes of one file; many more than any contract or table of samples has. */
    static final int MAX_NODES = 100_000;

    private final SourceText text;
    private final Problems problems;
    private Iterator<Event> events;
    private int nodes;

    NodeBuilder(SourceText text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** The root of the only document. */
    Optional<Node> root(Iterable<Event> parsed) {
        events = parsed.iterator();
        next(Event.ID.StreamStart);
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            problems.error(Place.START, "", "the file is empty", Optional.empty());
            return Optional.empty();
        }
        Optional<Node> root = node(events.next(), 1);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        next(Event.ID.DocumentEnd);
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            problems.error(place(after), "---", "a second document begins here; one file holds one", Optional.empty());
            return Optional.empty();
        }
        return root;
    }

    /** The root when it is a mapping. */
    static Optional<Mapping> mapping(Node root, Problems problems) {
        if (root instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        boolean nothing = root instanceof Scalar scalar && scalar.isNull();
        problems.error(
                root,
                nothing ? "the file is empty" : "the file must be a mapping of keys to values, not " + root.kind());
        return Optional.empty();
    }

    /** The node that the event begins; empty when reading must stop because the document is too deep or too large. */
    private Optional<Node> node(Event event, int depth) {
        if (++nodes > MAX_NODES) {
            problems.error(place(event), "", "more than " + MAX_NODES + " values in one file", Optional.empty());
            return Optional.empty();
        }
        if (event instanceof AliasEvent) {
            problems.error(place(event), written(event), "aliases are not read", Optional.of("write the value out"));
            return Optional.of(new Scalar(place(event), "", "", Style.PLAIN));
        }
        refuseAnchor(event);
        if (event instanceof ScalarEvent scalar) {
            refuseTag(event, scalar.getTag());
            return Optional.of(scalar(scalar));
        }
        refuseTag(event, ((CollectionStartEvent) event).getTag());
        if (depth > MAX_DEPTH) {
            problems.error(
                    place(event),
                    "",
                    "nested more than " + MAX_DEPTH + " levels deep",
                    Optional.of("write it flatter"));
            return Optional.empty();
        }
        return event.getEventId() == Event.ID.MappingStart ? mapping(event, depth) : sequence(event, depth);
    }

    private Optional<Node> mapping(Event start, int depth) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Optional<Node> key = node(event, depth + 1);
            Optional<Node> value = key.isEmpty() ? key : node(events.next(), depth + 1);
            if (value.isEmpty()) {
                return value;
            }
            if (!(key.get() instanceof Scalar name)) {
                problems.error(
                        key.get(),
                        "a key must be a single value, not " + key.get().kind());
            } else if (!names.add(name.text())) {
                problems.error(name, "the key " + name.text() + " stands here a second time", "keep one of them");
            } else {
                entries.add(new Entry(name, value.get()));
            }
        }
        return Optional.of(new Mapping(place(start), entries));
    }

    private Optional<Node> sequence(Event start, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Optional<Node> item = node(event, depth + 1);
            if (item.isEmpty()) {
                return item;
            }
            items.add(item.get());
        }
        return Optional.of(new Sequence(place(start), items));
    }

    private Scalar scalar(ScalarEvent event) {
        Style style = style(event.getScalarStyle());
        String value = event.getValue();
        String written = style == Style.PLAIN && value.indexOf('\n') < 0 ? value : written(event);
        return new Scalar(place(event), value, written, style);
    }

    private static Style style(ScalarStyle style) {
        return switch (style) {
            case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case LITERAL, FOLDED, JSON_SCALAR_STYLE -> Style.BLOCK;
            case PLAIN -> Style.PLAIN;
        };
    }

    private void refuseAnchor(Event event) {
        if (((NodeEvent) event).getAnchor().isPresent()) {
            String anchor = "&" + ((NodeEvent) event).getAnchor().get().getValue();
            problems.error(
                    place(event), anchor, "anchors are not read", Optional.of("write the value out where needed"));
        }
    }

    private void refuseTag(Event event, Optional<String> tag) {
        tag.ifPresent(name -> problems.error(
                place(event),
                name,
                "tags are not read: every value is taken by its text",
                Optional.of("remove the tag")));
    }

    private String written(Event event) {
        return text.slice(
                event.getStartMark().orElseThrow().getIndex(),
                event.getEndMark().orElseThrow().getIndex());
    }

    private void next(Event.ID expected) {
        Event event = events.next();
        if (event.getEventId() != expected) {
            throw new IllegalStateException("expected " + expected + " and not " + event);
        }
    }

    private static Place place(Event event) {
        return event.getStartMark().map(NodeBuilder::place).orElse(Place.START);
    }

    static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}

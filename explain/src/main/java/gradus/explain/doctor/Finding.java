package gradus.explain.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something that is wrong with a training.
///
/// {@snippet file="ExplainSnippets.java" region="Doctor"}
///
/// @param illness what it is
/// @param place what it is about
/// @param evidence what was measured, in words with numbers
/// @param numbers what was measured, by name
public record Finding(Illness illness, Place place, String evidence, Map<String, Double> numbers) {
    /// Copies the numbers, keeping their order.
    public Finding {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /// Gives the stable name, such as `dead-relu`.
    public String id() {
        return illness.id();
    }

    /// Gives how much it matters.
    public Severity severity() {
        return illness.severity();
    }

    /// Gives what to do about it.
    public String cure() {
        return illness.cure();
    }

    @Override
    public String toString() {
        return severity() + " " + id() + " (" + place + "): " + evidence + "\n  cure: " + cure();
    }
}

package gradus.io.torch;

import gradus.core.type.FormatException;
import gradus.core.type.Shape;
import gradus.nn.data.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds, for each part of our network, the module of theirs that it is.
///
/// First come the names that the user gave, then modules of the very path of ours, then those that are alone in their
/// kind and shapes, or are told apart by numbers only, in the order of the numbers. Parts that hold others go first.
final class Matching {
    private final StateDict state;
    private final Map<String, String> names;
    private final List<OurModule> ours;
    private final List<String> prefixes;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Pieces> found = new LinkedHashMap<>();

    private Matching(StateDict state, Map<String, String> names, List<OurModule> ours) {
        this.state = state;
        this.names = names;
        this.ours = ours;
        this.prefixes = state.prefixes();
    }

    /// Gives the modules of theirs by the paths of ours, those that were found.
    ///
    /// @param names the modules that the user names, by paths of ours
    /// @throws FormatException if a name does not fit, or several modules could be the same part
    static Map<String, Pieces> of(StateDict state, Map<String, String> names, List<OurModule> ours) {
        Matching matching = new Matching(state, names, ours);
        matching.named();
        matching.ofSamePath();
        ours.stream()
                .sorted(Comparator.comparing(OurModule::kind))
                .filter(part -> !matching.found.containsKey(part.path()))
                .toList()
                .forEach(matching::alike);
        return matching.found;
    }

    private void named() {
        names.forEach((path, name) -> {
            OurModule part = ours.stream()
                    .filter(each -> each.path().equals(path))
                    .findFirst()
                    .orElseThrow(() -> new FormatException(state.where() + ": the names given must be for parts of the"
                            + " network, but '" + path + "' is none"
                            + NearestName.suggestion(
                                    path, ours.stream().map(OurModule::path).toList())
                            + "; its parts are " + paths(ours)));
            String prefix = name.isEmpty() ? "" : name + ".";
            Pieces pieces = part.fitted(state, prefix)
                    .orElseThrow(() -> new FormatException(
                            state.where() + ": '" + path + "' " + part.shapes().values()
                                    + " must fit the module named for it, but '" + name + "' has "
                                    + tensors(prefix)));
            take(part, pieces);
        });
    }

    private static String paths(List<OurModule> parts) {
        return String.join(", ", parts.stream().map(OurModule::path).limit(20).toList());
    }

    private String tensors(String prefix) {
        List<String> there = state.shapes().entrySet().stream()
                .filter(tensor -> tensor.getKey().startsWith(prefix))
                .limit(12)
                .map(tensor -> tensor.getKey() + " " + tensor.getValue())
                .toList();
        return there.isEmpty() ? "no tensors" + NearestName.suggestion(prefix, prefixes) : String.join(", ", there);
    }

    private void ofSamePath() {
        for (OurModule part : ours) {
            if (!found.containsKey(part.path())) {
                part.fitted(state, part.whole("")).filter(this::isFree).ifPresent(pieces -> take(part, pieces));
            }
        }
    }

    private void alike(OurModule part) {
        if (found.containsKey(part.path())) {
            return;
        }
        List<Pieces> candidates = new ArrayList<>();
        for (String prefix : prefixes) {
            part.fitted(state, prefix).filter(this::isFree).ifPresent(candidates::add);
        }
        if (candidates.isEmpty()) {
            return;
        }
        List<OurModule> same = rivals(candidates.getFirst());
        long patterns = candidates.stream()
                .map(pieces -> NaturalOrder.pattern(pieces.prefix()))
                .distinct()
                .count();
        if (patterns > 1) {
            throw ambiguous(same, candidates);
        }
        for (int i = 0; i < Math.min(same.size(), candidates.size()); i++) {
            OurModule each = same.get(i);
            take(each, each.fitted(state, candidates.get(i).prefix()).orElseThrow());
        }
    }

    /// The parts that a module could be: those of one kind and shape, and those of another kind whose tensors look
    /// the
    /// same, such as a table of tokens and a map without a bias.
    private List<OurModule> rivals(Pieces candidate) {
        return ours.stream()
                .filter(other -> !found.containsKey(other.path()))
                .filter(other -> other.fitted(state, candidate.prefix()).isPresent())
                .toList();
    }

    private FormatException ambiguous(List<OurModule> same, List<Pieces> candidates) {
        List<String> modules = candidates.stream().map(Matching::name).toList();
        return new FormatException(state.where() + ": "
                + (same.size() == 1 ? "one part" : same.size() + " parts") + " of the network ("
                + paths(same) + ", " + same.getFirst().shapes().values() + ") could be any of the modules "
                + String.join(", ", modules)
                + ", which are alike; say which is which, for instance "
                + same.getFirst().path() + ": "
                + modules.getFirst());
    }

    private static String name(Pieces pieces) {
        String prefix = pieces.prefix();
        return prefix.isEmpty() ? "''" : prefix.substring(0, prefix.length() - 1);
    }

    private boolean isFree(Pieces pieces) {
        return pieces.used().stream().noneMatch(used::contains);
    }

    private void take(OurModule part, Pieces pieces) {
        found.put(part.path(), pieces);
        used.addAll(pieces.used());
    }

    /// Gives what became of each tensor of a network.
    static List<Fit> fits(StateDict state, Map<String, Shape> wanted, List<OurModule> ours, Map<String, Pieces> found) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        for (OurModule part : ours) {
            Optional.ofNullable(found.get(part.path()))
                    .ifPresent(pieces ->
                            pieces.found().forEach((path, piece) -> sources.put(part.whole(path), piece.names())));
        }
        List<Fit> fits = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        wanted.forEach((path, shape) -> {
            List<String> names = sources.getOrDefault(path, List.of());
            taken.addAll(names);
            fits.add(new Fit(path, Optional.of(shape), names, names.isEmpty() ? Fit.State.MISSING : Fit.State.FITTED));
        });
        state.shapes().keySet().stream()
                .filter(name -> !taken.contains(name))
                .sorted(NaturalOrder.COMPARATOR)
                .forEach(name -> fits.add(new Fit("", Optional.empty(), List.of(name), Fit.State.UNUSED)));
        return fits;
    }
}

package gradus.explain.step;

import gradus.explain.document.Phase;
import gradus.explain.document.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells of the blocks that are folded how many numbers they hold and how large these are.
///
/// @param stage the step
/// @param blocks which they are
record FoldedBlocks(Stage stage, Blocks blocks) {
    /// So many blocks stand one by one; those behind them stand together.
    private static final int ONE_BY_ONE = 12;

    private record Block(int groups, int numbers, double largest) {
        Block plus(Block other) {
            return new Block(groups + other.groups, numbers + other.numbers, Math.max(largest, other.largest));
        }
    }

    /// Gives the sections of a phase and, where blocks are folded, one more.
    List<Section> after(Phase phase, List<Section> sections) {
        Map<String, Block> found = new LinkedHashMap<>();
        for (Naming naming : stage.named().names().all()) {
            Optional<String> block = blocks.of(naming);
            boolean isTold = naming.phase() == phase && !stage.isInput(naming.node());
            if (isTold && block.isPresent()) {
                Block one = new Block(1, naming.count(), stage.values().largest(naming.node()));
                found.merge(block.get(), one, Block::plus);
            }
        }
        if (found.isEmpty()) {
            return sections;
        }
        List<Section> all = new ArrayList<>(sections);
        all.add(new Section(
                "folded-" + phase,
                "Blocks like those shown, folded",
                String.join(", ", found.keySet().stream().limit(ONE_BY_ONE).toList())
                        + (found.size() > ONE_BY_ONE ? ", …" : ""),
                List.of(),
                folded(found),
                ""));
        return all;
    }

    private static List<Section.Folded> folded(Map<String, Block> found) {
        List<Section.Folded> folded = new ArrayList<>();
        Block rest = new Block(0, 0, 0);
        for (Map.Entry<String, Block> each : found.entrySet()) {
            if (folded.size() < ONE_BY_ONE) {
                folded.add(line("of " + each.getKey(), each.getValue(), "layer " + each.getKey()));
            } else {
                rest = rest.plus(each.getValue());
            }
        }
        if (rest.groups() > 0) {
            folded.add(line("of " + (found.size() - ONE_BY_ONE) + " blocks more", rest, "all"));
        }
        return folded;
    }

    private static Section.Folded line(String whose, Block block, String how) {
        String what = "numbers " + whose + " in " + block.groups() + " groups";
        return new Section.Folded(what, block.numbers(), Optional.empty(), block.largest(), how);
    }
}

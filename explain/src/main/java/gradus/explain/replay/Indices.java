package gradus.explain.replay;

import gradus.core.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Where an element stands in a tensor, counted from 1 along each axis, as people and `--weight` count.
final class Indices {
    private Indices() {}

    static List<Integer> of(Shape shape, int element) {
        List<Integer> indices = new ArrayList<>();
        int rest = element;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            indices.addFirst(rest % shape.size(axis) + 1);
            rest /= shape.size(axis);
        }
        return indices;
    }
}

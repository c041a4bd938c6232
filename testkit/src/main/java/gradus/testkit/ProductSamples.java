package gradus.testkit;

import gradus.core.op.Contraction;
import gradus.core.op.Contraction.Operand;
import gradus.core.op.Indexing;
import gradus.core.type.DType;
import java.util.Arrays;
import java.util.List;

/// Samples of matrix products and of indexing.
final class ProductSamples {
    private static final List<int[]> SIZES = List.of(
            new int[] {1, 1, 1},
            new int[] {2, 3, 4},
            new int[] {7, 8, 9},
            new int[] {15, 16, 17},
            new int[] {0, 3, 2},
            new int[] {3, 0, 2},
            new int[] {2, 3, 0},
            new int[] {1, 64, 1},
            new int[] {5, 1, 17},
            new int[] {1, 17, 33},
            new int[] {33, 17, 1},
            new int[] {63, 65, 64},
            new int[] {3, 1000, 2});

    private ProductSamples() {}

    static void addTo(Draw draw) {
        for (Operand left : Operand.values()) {
            for (Operand right : Operand.values()) {
                for (int[] mkn : SIZES) {
                    product(draw, left, right, mkn);
                }
                product(draw, left, right, new int[] {3, 4, 5}, 2);
                product(draw, left, right, new int[] {3, 4, 5}, 2, 3);
                product(draw, left, right, new int[] {3, 4, 5}, 0);
            }
        }
        gathers(draw);
        scatters(draw);
    }

    private static void product(Draw draw, Operand left, Operand right, int[] mkn, int... batch) {
        int[] a = left == Operand.AS_IS ? shape(batch, mkn[0], mkn[1]) : shape(batch, mkn[1], mkn[0]);
        int[] b = right == Operand.AS_IS ? shape(batch, mkn[1], mkn[2]) : shape(batch, mkn[2], mkn[1]);
        draw.add(new Contraction.MatMul(left, right), draw.signed(0, 1, a), draw.signed(0, 1, b));
    }

    private static int[] shape(int[] batch, int rows, int columns) {
        int[] sizes = Arrays.copyOf(batch, batch.length + 2);
        sizes[batch.length] = rows;
        sizes[batch.length + 1] = columns;
        return sizes;
    }

    private static void gathers(Draw draw) {
        for (DType dtype : List.of(DType.INT32, DType.INT64)) {
            draw.add(new Indexing.Gather(0), draw.signed(0, 2, 5), draw.integers(dtype, 0, 5));
            draw.add(new Indexing.Gather(0), draw.signed(0, 2, 5), draw.integers(dtype, 0, 5, 17));
            draw.add(new Indexing.Gather(0), draw.signed(0, 2, 4, 3), draw.integers(dtype, 0, 4, 2, 3));
            draw.add(new Indexing.Gather(0), draw.signed(0, 2, 4, 3), draw.integers(dtype, 0, 4, 0));
            draw.add(new Indexing.Gather(1), draw.signed(0, 2, 3, 5), draw.integers(dtype, 0, 5, 9));
            draw.add(new Indexing.Gather(1), draw.signed(0, 2, 2, 5, 3), draw.integers(dtype, 0, 5, 2, 2));
            draw.add(new Indexing.GatherAlong(0), draw.signed(0, 2, 7), draw.integers(dtype, 0, 7, 3));
            draw.add(new Indexing.GatherAlong(1), draw.signed(0, 2, 3, 5), draw.integers(dtype, 0, 5, 3, 8));
            draw.add(new Indexing.GatherAlong(0), draw.signed(0, 2, 3, 5), draw.integers(dtype, 0, 3, 4, 5));
            draw.add(new Indexing.GatherAlong(1), draw.signed(0, 2, 2, 3, 4), draw.integers(dtype, 0, 3, 2, 1, 4));
            draw.add(new Indexing.GatherAlong(1), draw.signed(0, 2, 3, 5), draw.integers(dtype, 0, 5, 3, 0));
        }
        draw.add(new Indexing.Gather(0), draw.integers(DType.INT64, -9, 9, 5, 2), draw.integers(DType.INT64, 0, 5, 3));
        draw.add(new Indexing.GatherAlong(0), draw.truths(5), draw.integers(DType.INT64, 0, 5, 3));
    }

    private static void scatters(Draw draw) {
        for (DType dtype : List.of(DType.INT32, DType.INT64)) {
            draw.add(new Indexing.ScatterAdd(0, 5, 0), draw.signed(0, 2), draw.integers(dtype, 0, 5));
            draw.add(new Indexing.ScatterAdd(0, 5, 1), draw.signed(0, 2, 17), draw.integers(dtype, 0, 5, 17));
            draw.add(new Indexing.ScatterAdd(0, 4, 2), draw.signed(0, 2, 2, 3, 3), draw.integers(dtype, 0, 4, 2, 3));
            draw.add(new Indexing.ScatterAdd(1, 5, 1), draw.signed(0, 2, 3, 9, 2), draw.integers(dtype, 0, 5, 9));
            draw.add(new Indexing.ScatterAdd(0, 4, 1), draw.signed(0, 2, 0, 3), draw.integers(dtype, 0, 4, 0));
            draw.add(new Indexing.ScatterAddAlong(0, 7), draw.signed(0, 2, 9), draw.integers(dtype, 0, 7, 9));
            draw.add(new Indexing.ScatterAddAlong(1, 5), draw.signed(0, 2, 3, 8), draw.integers(dtype, 0, 5, 3, 8));
            draw.add(new Indexing.ScatterAddAlong(0, 3), draw.signed(0, 2, 4, 5), draw.integers(dtype, 0, 3, 4, 5));
            draw.add(new Indexing.ScatterAddAlong(0, 3), draw.signed(0, 2, 0, 5), draw.integers(dtype, 0, 3, 0, 5));
        }
    }
}

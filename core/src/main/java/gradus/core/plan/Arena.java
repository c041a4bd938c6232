package gradus.core.plan;

import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.List;

/// Hands out ranges of one growing array and takes them back: best fit, neighbours joined.
final class Arena {
    private static final int ALIGNMENT = 16;

    private record Range(int start, int size) {}

    private final List<Range> free = new ArrayList<>();
    private int end;

    int take(int count) {
        int size = rounded(count);
        int best = -1;
        for (int i = 0; i < free.size(); i++) {
            boolean fits = free.get(i).size() >= size;
            if (fits && (best < 0 || free.get(i).size() < free.get(best).size())) {
                best = i;
            }
        }
        if (best >= 0) {
            Range range = free.remove(best);
            if (range.size() > size) {
                free.add(best, new Range(range.start() + size, range.size() - size));
            }
            return range.start();
        }
        int start = end;
        if (size > Integer.MAX_VALUE - end) {
            throw new ShapeException("plan: the working memory of one element type holds at most " + Integer.MAX_VALUE
                    + " numbers, got " + ((long) end + size)
                    + " and perhaps more; take fewer samples at a time, or smaller ones");
        }
        end += size;
        return start;
    }

    void giveBack(int start, int count) {
        int size = rounded(count);
        int at = 0;
        while (at < free.size() && free.get(at).start() < start) {
            at++;
        }
        free.add(at, new Range(start, size));
        join(at);
        if (at > 0) {
            join(at - 1);
        }
    }

    private void join(int at) {
        if (at + 1 < free.size()
                && free.get(at).start() + free.get(at).size()
                        == free.get(at + 1).start()) {
            Range second = free.remove(at + 1);
            free.set(at, new Range(free.get(at).start(), free.get(at).size() + second.size()));
        }
    }

    int size() {
        return end;
    }

    private static int rounded(int count) {
        long size = (count + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
        return Math.clamp(size, ALIGNMENT, Integer.MAX_VALUE);
    }
}

package gradus.nn.exact;

/// The search along a direction for a step that meets the strong Wolfe conditions: enough descent,
/// `f(x + td) ≤ f(x) + c₁ t g·d`, and a slope that has flattened, `|∇f(x + td)·d| ≤ c₂|g·d|` (Nocedal and Wright
/// 2006, algorithms 3.5 and 3.6, with cubic interpolation and the constants c₁ = 10⁻⁴, c₂ = 0.9; PyTorch has the
/// same).
final class LineSearch {
    private static final double DESCENT = 1e-4;
    private static final double FLATTENING = 0.9;
    private static final int MOST = 25;

    /// A point on the line.
    ///
    /// @param step how far along
    /// @param value the objective there
    /// @param slope its derivative along the line
    /// @param point the point
    /// @param gradient the gradient there
    @SuppressWarnings("ArrayRecordComponent")
    record Place(double step, double value, double slope, double[] point, double[] gradient) {}

    private final Lbfgs.Objective objective;
    private final Place start;
    private final double[] direction;
    private final double narrowest;
    private int searched;
    private Place low;
    private Place high;

    /// @param start the place to go from, with step 0
    /// @param narrowest the width of the bracket at which it is enough
    LineSearch(Lbfgs.Objective objective, Place start, double[] direction, double narrowest) {
        this.objective = objective;
        this.start = start;
        this.direction = direction;
        this.narrowest = narrowest;
        this.low = start;
        this.high = start;
    }

    /// Gives the place found, the best one if none meets the conditions.
    Place from(double firstStep) {
        Place place = at(firstStep);
        Place before = start;
        boolean found = false;
        boolean bracketed = false;
        while (searched < MOST && !found && !bracketed) {
            if (climbs(place) || searched > 1 && place.value() >= before.value()) {
                bracketed = bracket(before, place);
            } else if (flat(place)) {
                found = true;
            } else if (place.slope() >= 0) {
                bracketed = bracket(before, place);
            } else {
                double least = place.step() + 0.01 * (place.step() - before.step());
                double next = cubic(before, place, least, place.step() * 10);
                before = place;
                place = at(next);
                searched++;
            }
        }
        if (found) {
            return place;
        }
        if (!bracketed) {
            bracket(start, place);
        }
        return narrowed();
    }

    private boolean climbs(Place place) {
        return !(place.value() <= start.value() + DESCENT * place.step() * start.slope());
    }

    private boolean flat(Place place) {
        return Math.abs(place.slope()) <= -FLATTENING * start.slope();
    }

    private boolean bracket(Place one, Place other) {
        boolean ordered = Double.compare(one.value(), other.value()) <= 0; // what is no number is above all
        low = ordered ? one : other;
        high = ordered ? other : one;
        return true;
    }

    private Place narrowed() {
        boolean slow = false;
        double reach = Lbfgs.largest(direction);
        while (searched < MOST && Math.abs(high.step() - low.step()) * reach >= narrowest) {
            double from = Math.min(low.step(), high.step());
            double to = Math.max(low.step(), high.step());
            double step = cubic(low, high, from, to);
            double margin = 0.1 * (to - from);
            boolean atEdge = Math.min(to - step, step - from) < margin;
            if (atEdge && (slow || step >= to || step <= from)) {
                step = Math.abs(step - to) < Math.abs(step - from) ? to - margin : from + margin;
                slow = false;
            } else {
                slow = atEdge;
            }
            Place place = at(step);
            searched++;
            if (climbs(place) || place.value() >= low.value()) {
                bracket(low, place);
            } else if (flat(place)) {
                return place;
            } else {
                high = place.slope() * (high.step() - low.step()) >= 0 ? low : high;
                low = place;
            }
        }
        return low;
    }

    private Place at(double step) {
        double[] point = start.point().clone();
        for (int i = 0; i < point.length; i++) {
            point[i] += step * direction[i];
        }
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        return new Place(step, value, Lbfgs.dot(gradient, direction), point, gradient);
    }

    /// Gives the minimum of the cubic through two places with their slopes, within bounds.
    private static double cubic(Place one, Place other, double from, double to) {
        Place a = one.step() <= other.step() ? one : other;
        Place b = one.step() <= other.step() ? other : one;
        double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.step() - b.step());
        double square = d1 * d1 - a.slope() * b.slope();
        if (!(square >= 0)) {
            return (from + to) / 2;
        }
        double d2 = Math.sqrt(square);
        double width = b.step() - a.step();
        double least = b.step() - width * ((b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2));
        return Math.min(Math.max(least, from), to);
    }
}

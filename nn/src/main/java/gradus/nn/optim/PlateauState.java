package gradus.nn.optim;

/// Where a [Plateau] rule stands after some evaluations.
///
/// {@snippet file="OptimizerSnippets.java" region="Plateau"}
///
/// @param rule the rule
/// @param scale what the scheduled rate is multiplied by, at most 1
/// @param best the best metric so far; without meaning while `improvements` is 0
/// @param improvements how many evaluations improved the best, the first one included
/// @param waiting evaluations in a row without improvement
/// @param cooling evaluations still not to be counted
public record PlateauState(Plateau rule, double scale, double best, long improvements, int waiting, int cooling) {
    /// Gives the state after one more evaluation that measured `metric`.
    public PlateauState next(double metric) {
        boolean better = Double.isFinite(metric) && (improvements == 0 || rule.improves(metric, best));
        if (better) {
            return new PlateauState(rule, scale, metric, improvements + 1, 0, Math.max(0, cooling - 1));
        }
        if (cooling > 0) {
            return new PlateauState(rule, scale, best, improvements, 0, cooling - 1);
        }
        if (waiting < rule.patience()) {
            return new PlateauState(rule, scale, best, improvements, waiting + 1, 0);
        }
        double lowered = Math.max(scale * rule.factor(), rule.lowest());
        return new PlateauState(rule, lowered, best, improvements, 0, rule.cooldown());
    }
}

package gradus.explain.replay;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.explain.step.StepValues;
import gradus.nn.layer.Context;
import gradus.nn.loss.Loss;
import gradus.nn.train.Judged;
import gradus.nn.train.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The losses of the single samples of a batch. Where the goal is a loss of answers, they are parts of the loss of the
/// step; else each sample is judged alone, as in prediction.
final class SampleLosses<L> {
    private final Moment<L> moment;
    private final StepValues values;
    private final List<Integer> numbers;
    private final SampleNames names;
    private final List<Literal> parts;

    /// @param numbers the numbers of the samples of the batch, in its order
    /// @param names what they are called
    SampleLosses(Moment<L> moment, StepValues values, List<Integer> numbers, SampleNames names) {
        this.moment = moment;
        this.values = values;
        this.numbers = numbers;
        this.names = names;
        List<Literal> all = List.copyOf(moment.batch().values());
        this.parts = moment.goal().readsTargets() ? all : all.subList(0, 1);
    }

    /// Gives the samples with the largest losses; what is not finite is the largest.
    List<SampleLoss> worst(int most) {
        double[] losses = losses();
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        double whole = sum;
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < losses.length; row++) {
            rows.add(row);
        }
        return rows.stream()
                .sorted(Comparator.comparingDouble(row -> -sortable(losses[row])))
                .limit(most)
                .map(row -> sample(row, losses[row], losses[row] / whole))
                .toList();
    }

    private static double sortable(double loss) {
        return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }

    private SampleLoss sample(int row, double loss, double share) {
        int number = row < numbers.size() ? numbers.get(row) : row;
        return new SampleLoss(
                names.place(number),
                names.values(number, row(parts.getFirst(), row)),
                parts.size() > 1 ? names.target(row(parts.get(1), row)) : "",
                values.answer()
                        .filter(answer -> hasRows(answer.type().shape()))
                        .map(answer -> names.answer(row(answer, row)))
                        .orElse(""),
                loss,
                share);
    }

    private boolean hasRows(Shape shape) {
        return shape.rank() > 0 && shape.size(0) == moment.rows();
    }

    /// Gives one sample of an array of samples, without the batch axis.
    private static Literal row(Literal literal, int row) {
        Shape shape = literal.type().shape();
        Shape one = shape.slice(1, shape.rank());
        Literal sample = Literal.zeros(literal.type().with(one));
        int count = sample.count();
        for (int i = 0; i < count; i++) {
            sample.set(i, literal.get(row * count + i));
        }
        return sample;
    }

    private double[] losses() {
        Optional<Loss> loss = moment.goal().lossOfAnswers();
        Optional<Literal> answer = values.answer();
        return loss.isPresent() && answer.isPresent() && moment.goal().readsTargets() && parts.size() > 1
                ? ofAnswers(loss.get(), answer.get())
                : eachAlone();
    }

    private double[] ofAnswers(Loss loss, Literal answer) {
        Tensor each = loss.each(Tensor.of(answer).wide(), Tensor.of(parts.get(1)));
        Judged judged = values.step().made().judged();
        Optional<Literal> counted = judged.counted().map(values::of);
        Literal elements = each.literal();
        double[] losses = new double[moment.rows()];
        int width = Math.max(1, elements.count() / losses.length);
        for (int e = 0; e < elements.count(); e++) {
            boolean counts = counted.isEmpty()
                    || counted.get()
                                    .get(e
                                            / Math.max(
                                                    1,
                                                    elements.count()
                                                            / counted.get().count()))
                            != 0;
            losses[e / width] += counts ? elements.get(e) / width : 0;
        }
        return losses;
    }

    private double[] eachAlone() {
        double[] losses = new double[moment.rows()];
        for (int row = 0; row < losses.length; row++) {
            int at = row;
            List<Tensor> one = parts.stream()
                    .map(part -> Tensor.of(row(part, at)).expand(0))
                    .toList();
            losses[row] = moment.goal()
                    .judge(moment.network(), one, Context.inference())
                    .loss()
                    .value()
                    .item();
        }
        return losses;
    }
}

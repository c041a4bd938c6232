package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.DiagonalNormal;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Reduction;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Networks of any shape are trained for any goal, exactly as layers with a loss are.
class GoalTest {
    /// Numbers made by a formula, in as many parts as wanted.
    private record Made(int size, List<TensorType> sampleTypes, List<String> partNames) implements Dataset {
        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            for (int part = 0; part < batch.size(); part++) {
                int width = sampleTypes.get(part).count();
                for (int i = 0; i < width; i++) {
                    double value = batch.get(part).type().dtype().isFloating()
                            ? Key.of(part).fold(index).normal(i)
                            : Key.of(part).permuted((index + i) % 5, 5);
                    batch.get(part).set(row * width + i, value);
                }
            }
        }
    }

    /// A variational autoencoder: no layer, for what comes out is more than one tensor.
    private record Variational(Linear encoder, Linear decoder) {}

    /// Two inputs, two outputs.
    private record TwoTowers(Linear left, Linear right, Linear number, Linear kind) {}

    /// Says the next token from the one before.
    private record Bigrams(Embedding table, Linear out) {}

    private static Judged judged(Variational network, List<Tensor> batch, Context context) {
        Tensor x = batch.getFirst();
        DiagonalNormal code = DiagonalNormal.halves(network.encoder().forward(x, context));
        Tensor again = network.decoder().forward(code.draw(context), context);
        Judged.Mean error = Judged.Mean.perSample(again.subtract(x).square());
        Judged.Mean divergence = Judged.Mean.perSample(code.divergence());
        return Judged.of(error.plus(divergence.times(0.1)))
                .with("reconstruction", error)
                .with("divergence", divergence);
    }

    private static Judged judged(TwoTowers network, List<Tensor> batch, Context context) {
        Tensor both = network.left()
                .forward(batch.get(0), context)
                .tanh()
                .add(network.right().forward(batch.get(1), context).tanh());
        Judged.Mean number =
                Judged.Mean.of(Loss.MEAN_SQUARED_ERROR, network.number().forward(both, context), batch.get(2));
        Judged.Mean kind = Judged.Mean.of(Loss.CROSS_ENTROPY, network.kind().forward(both, context), batch.get(3));
        return Judged.of(number.plus(kind)).with("number", number).with("kind", kind);
    }

    private static Judged judged(Bigrams network, List<Tensor> batch, Context context) {
        Tensor tokens = batch.getFirst();
        int length = tokens.size(1);
        Tensor logits =
                network.out().forward(network.table().forward(tokens.slice(1, 0, length - 1), context), context);
        CrossEntropy unpadded = CrossEntropy.defaults().withIgnoredClass(0);
        return Judged.of(unpadded, logits, tokens.slice(1, 1, length));
    }

    enum Case {
        VARIATIONAL {
            @Override
            Training<?, ? extends Run<?>> training() {
                Variational network = new Variational(Linear.of(3, 4, Key.of(1)), Linear.of(2, 3, Key.of(2)));
                return Training.of(network, floats(23), GoalTest::judged).validation(floats(7));
            }

            private Made floats(int size) {
                return new Made(size, List.of(TensorType.float32(3)), List.of("picture"));
            }
        },
        SEVERAL_IN_AND_OUT {
            @Override
            Training<?, ? extends Run<?>> training() {
                TwoTowers network = new TwoTowers(
                        Linear.of(3, 4, Key.of(1)),
                        Linear.of(2, 4, Key.of(2)),
                        Linear.of(4, 1, Key.of(3)),
                        Linear.of(4, 5, Key.of(4)));
                return Training.of(network, parts(23), GoalTest::judged).validation(parts(7));
            }

            private Made parts(int size) {
                return new Made(
                        size,
                        List.of(
                                TensorType.float32(3),
                                TensorType.float32(2),
                                TensorType.float32(1),
                                TensorType.of(DType.INT64)),
                        List.of("left", "right", "number", "kind"));
            }
        },
        LANGUAGE {
            @Override
            Training<?, ? extends Run<?>> training() {
                Bigrams network = new Bigrams(Embedding.of(5, 3, Key.of(1)), Linear.of(3, 5, Key.of(2)));
                return Training.of(network, texts(23), GoalTest::judged).validation(texts(7));
            }

            private Made texts(int size) {
                return new Made(size, List.of(TensorType.of(DType.INT64, 6)), List.of("tokens"));
            }
        },
        DENOISING {
            @Override
            Training<?, ? extends Run<?>> training() {
                Layer network = Networks.mlp(4).build(Shape.of(3), 3, Key.of(1));
                Made data = new Made(23, List.of(TensorType.float32(3)), List.of("picture"));
                return Training.of(
                                network,
                                data,
                                Goal.denoising(
                                        Loss.MEAN_SQUARED_ERROR,
                                        (clean, context) -> clean.add(
                                                context.normal(clean.type()).multiply(0.3))))
                        .validation(data);
            }
        };

        abstract Training<?, ? extends Run<?>> training();
    }

    @ParameterizedTest
    @EnumSource
    void r_a_run_resumed_at_any_step_has_the_same_bits(Case goal) {
        List<TrainState> states = new ArrayList<>();
        Checkpoints each = new Checkpoints(
                state -> {
                    states.add(state);
                    return "";
                },
                1,
                Duration.ZERO);
        var training = goal.training().batchSize(5).optimizer(Adam.of(0.02)).epochs(2);
        Run<?> whole = training.checkpoints(each).fit();
        assertThat(states).hasSize(10);
        for (int step : new int[] {1, 4, 5, 8}) {
            Run<?> resumed = training.resume(states.get(step - 1));
            assertThat(resumed.state().progress()).isEqualTo(whole.state().progress());
            whole.state()
                    .weights()
                    .parameters()
                    .forEach((path, value) -> assertThat(resumed.state()
                                    .weights()
                                    .parameters()
                                    .get(path)
                                    .floats())
                            .as(path)
                            .isEqualTo(value.floats()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_learnt_is_better_than_the_start(Case goal) {
        Run<?> run =
                goal.training().batchSize(5).optimizer(Adam.of(0.02)).epochs(20).fit();
        assertThat(run.history().getLast().trainingLoss())
                .isLessThan(run.history().getFirst().trainingLoss());
    }

    @Test
    void m1_named_measures_are_exact_sample_means_in_training_and_validation() {
        Run<?> run = Case.SEVERAL_IN_AND_OUT
                .training()
                .batchSize(5) // 23 samples: the last batch has 3
                .optimizer(Sgd.of(0))
                .epochs(1)
                .fit();
        Run<?> atOnce = Case.SEVERAL_IN_AND_OUT
                .training()
                .batchSize(23)
                .optimizer(Sgd.of(0))
                .epochs(1)
                .fit();
        EpochReport epoch = run.history().getFirst();
        EpochReport exact = atOnce.history().getFirst();
        assertThat(epoch.measures()).containsOnlyKeys("number", "kind");
        epoch.measures()
                .forEach((name, value) ->
                        assertThat(value).isCloseTo(exact.measures().get(name), offset(1e-6)));
        assertThat(epoch.measures().get("number") + epoch.measures().get("kind"))
                .isCloseTo(epoch.trainingLoss(), offset(1e-6));
        assertThat(epoch.validation().keySet()).containsExactly("loss", "number", "kind");
    }

    @Test
    void an_autoencoder_of_the_goal_is_that_of_a_data_set_with_the_input_as_target() {
        float[][] rows = {{1, 2}, {0, -1}, {0.5f, 3}};
        Layer network = Networks.mlp(3).build(Shape.of(2), 2, Key.of(1));
        Run<Layer> by = Training.of(network, new VectorTargets(rows, rows), Loss.MEAN_SQUARED_ERROR)
                .fit();
        Run<Layer> goal = Training.of(
                        network, new VectorTargets(rows, rows), Goal.reconstruction(Loss.MEAN_SQUARED_ERROR))
                .fit();
        assertThat(goal.history()).isEqualTo(by.history());
    }

    @Test
    void a_student_at_its_teachers_weights_has_no_teacher_loss() {
        Layer teacher = Networks.mlp(3).build(Shape.of(2), 2, Key.of(1));
        Goal<Layer> goal = Goal.distillation(Loss.CROSS_ENTROPY, x -> teacher.forward(x, Context.inference()), 2, 0.5);
        EpochReport first = Training.of(teacher, Small.classes(20, 1), goal)
                .optimizer(Sgd.of(0))
                .epochs(1)
                .fit()
                .history()
                .getFirst();
        assertThat(first.measures().get("teacher loss")).isCloseTo(0, offset(1e-7));
        assertThat(first.trainingLoss()).isCloseTo(first.measures().get("target loss") / 2, offset(1e-6));
    }

    @Test
    void an_error_in_the_data_names_the_part_as_the_data_set_does() {
        Dataset data = new Dataset() {
            @Override
            public int size() {
                return 3;
            }

            @Override
            public List<TensorType> sampleTypes() {
                return List.of(TensorType.float32(3));
            }

            @Override
            public List<String> partNames() {
                return List.of("picture");
            }

            @Override
            public void read(int index, Key key, List<Literal> batch, int row) {
                batch.getFirst().set(row, Float.NaN);
            }
        };
        Layer network = Networks.mlp(3).build(Shape.of(3), 3, Key.of(1));
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> Training.of(network, data, Goal.reconstruction(Loss.MEAN_SQUARED_ERROR))
                        .fit())
                .withMessage("training: every number must stay finite, but in step 1 “picture” did not; look for NaN"
                        + " and infinity in the data");
    }

    @Test
    void masked_elements_count_not_at_all_whatever_they_are() {
        Tensor each = Tensor.of(new double[] {1, Double.NaN, 3});
        Judged.Mean mean = Judged.Mean.of(each, Tensor.of(new double[] {1, 0, 1}));
        assertThat(mean.value().item()).isEqualTo(2);
        Judged.Mean none = Judged.Mean.of(each, Tensor.of(new double[] {0, 0, 0}));
        assertThat(none.value().item()).isZero();
    }

    @Test
    void a_third_part_of_truth_values_says_which_places_count() {
        Layer network = Linear.of(2, 1, Key.of(1));
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        Tensor y = Tensor.of(new float[][] {{1}, {Float.NaN}, {2}});
        Tensor mask = Tensor.of(1f, 0f, 1f).as(DType.BOOL);
        Judged judged = Goal.of(Loss.MEAN_SQUARED_ERROR).judge(network, List.of(x, y, mask), Context.inference());
        Tensor kept = Tensor.of(new float[][] {{1, 2}, {5, 6}});
        Tensor answer = network.forward(kept, Context.inference());
        Tensor wanted = Tensor.of(new float[][] {{1}, {2}});
        assertThat(judged.objective().item())
                .isEqualTo(Loss.MEAN_SQUARED_ERROR.of(answer, wanted).item());
        assertThat(judged.loss().count().item()).isEqualTo(2);
    }

    @Test
    void places_that_count_do_so_by_the_reduction_and_the_weights_of_the_loss() {
        Layer network = Linear.of(2, 2, Key.of(1));
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        Tensor kept = Tensor.of(new float[][] {{1, 2}, {5, 6}});
        Tensor mask = Tensor.of(1f, 0f, 1f).as(DType.BOOL);
        Tensor answer = network.forward(kept, Context.inference());
        Loss weighted = CrossEntropy.defaults().withClassWeights(List.of(1.0, 3.0));
        Judged classes = Goal.of(weighted).judge(network, List.of(x, Tensor.of(0L, 1L, 1L), mask), Context.inference());
        assertThat(classes.objective().item())
                .isEqualTo(weighted.of(answer, Tensor.of(0L, 1L)).item());
        assertThat(classes.loss().value().item()).isEqualTo(classes.objective().item());
        assertThat(classes.loss().count().item()).isEqualTo(4);
        Tensor y = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 7}});
        Judged sum = Goal.of(Loss.SUM_SQUARED_ERROR).judge(network, List.of(x, y, mask), Context.inference());
        assertThat(sum.reduction()).isEqualTo(Reduction.SUM);
        assertThat(sum.objective().item())
                .isEqualTo(Loss.SUM_SQUARED_ERROR
                        .of(answer, Tensor.of(new float[][] {{1, 2}, {5, 7}}))
                        .item());
    }

    @Test
    void members_of_an_ensemble_learn_each_for_itself_where_a_mask_says_what_counts() {
        Linear first = Linear.of(2, 2, Key.of(1));
        Linear second = Linear.of(2, 2, Key.of(2));
        Ensemble both = new Ensemble(List.of(first, second), Ensemble.Join.PROBABILITIES);
        Tensor mask = Tensor.of(1f, 0f, 1f).as(DType.BOOL);
        List<Tensor> batch = List.of(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}), Tensor.of(0L, 1L, 1L), mask);
        Goal<Layer> goal = Goal.of(Loss.CROSS_ENTROPY);
        double apart = goal.judge(first, batch, Context.inference()).objective().item()
                + goal.judge(second, batch, Context.inference()).objective().item();
        Judged judged = goal.judge(both, batch, Context.inference());
        assertThat(judged.objective().item()).isCloseTo(apart, offset(1e-6));
        Tensor joint = both.forward(Tensor.of(new float[][] {{1, 2}, {5, 6}}), Context.inference());
        assertThat(judged.loss().value().item())
                .as("what is reported is the joint answer's")
                .isCloseTo(Loss.CROSS_ENTROPY.of(joint, Tensor.of(0L, 1L)).item(), offset(1e-6));
    }

    @Test
    void a_mask_of_what_goes_in_is_told_apart_from_one_of_losses() {
        Tensor mask = Tensor.ones(3, 5).as(DType.BOOL);
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Goal.of(Loss.CROSS_ENTROPY)
                        .judge(
                                Linear.of(2, 2, Key.of(1)),
                                List.of(x, Tensor.of(0L, 1L, 1L), mask),
                                Context.inference()))
                .withMessage("training: the mask must have the first axes of the losses, got [3, 5] for losses [3]; a"
                        + " mask of what goes in, such as the steps of a sequence, needs a Goal that hands it to the"
                        + " network");
    }

    @Test
    void mistakes_are_named() {
        Made one = new Made(4, List.of(TensorType.float32(2)), List.of("picture"));
        Layer network = Networks.mlp(3).build(Shape.of(2), 2, Key.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Training.of(network, one, Loss.MEAN_SQUARED_ERROR).fit())
                .withMessage("training: a loss needs features and a target, got samples of 1 part; for an autoencoder"
                        + " use Goal.reconstruction");
        Made twice = new Made(4, List.of(TensorType.float32(2), TensorType.float32(2)), List.of("x", "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Training.of(network, twice, Loss.MEAN_SQUARED_ERROR).fit())
                .withMessage("data set: each of the 2 parts of a sample needs a name of its own, got [x, x]");
        Goal<Layer> silent = (net, batch, context) ->
                Judged.of(Judged.Mean.of(net.forward(batch.getFirst(), context).square()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.of(network, one, silent)
                        .validation(one, (answers, targets) -> Map.of())
                        .fit())
                .withMessage("validation: the scorer looks at answers and targets, but the goal gives none; use"
                        + " Scorer.none(), or Judged.answering in the goal");
        Goal<Layer> flat =
                (net, batch, context) -> silent.judge(net, batch, context).answering(Tensor.of(1f), Tensor.of(1f));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Training.of(network, one, flat)
                        .validation(one, (answers, targets) -> Map.of())
                        .fit())
                .withMessageContaining("validation: the scorer needs a row per sample, got");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new Judged.Mean(Tensor.zeros(2), Tensor.zeros(1)))
                .withMessage("goal: the sum and the count of a mean must be scalars, got [2] and [1]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Judged.Mean.of(Tensor.zeros(2), Tensor.zeros(1)))
                .withMessage("goal: a mask must have the shape of what it masks, got [1] for [2]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Judged.of(Judged.Mean.of(Tensor.zeros(2))).with("loss", Judged.Mean.of(Tensor.zeros(2))))
                .withMessage("goal: every measure needs a name of its own, got “loss” twice");
    }
}

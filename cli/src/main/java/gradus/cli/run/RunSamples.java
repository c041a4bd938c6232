package gradus.cli.run;

import gradus.cli.config.ImageFilesNamed;
import gradus.cli.config.ImagePreparation;
import gradus.cli.config.Preparation;
import gradus.cli.config.ReconstructionPreparation;
import gradus.cli.config.SeriesPreparation;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TextPreparation;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.explain.render.Digits;
import gradus.explain.replay.SampleNames;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Row;
import gradus.nn.data.Table;
import gradus.nn.data.TargetEncoder;
import gradus.nn.data.image.ImageDataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The training samples of a run by the names that its data give them.
sealed interface RunSamples extends SampleNames {
    /// So much of a text is told.
    int MOST_CHARACTERS = 40;

    /// Gives the names of the samples of a run.
    static RunSamples of(Preparation prepared) {
        return switch (prepared) {
            case TablePreparation table ->
                new Rows(
                        table.split().train().table(),
                        table.split().preprocessing().features(),
                        new Answers.OfTable(table.split().preprocessing().target()));
            case ImagePreparation images ->
                pictures(
                        prepared,
                        images.split().train(),
                        new Answers.OneOf(images.split().train().classNames()));
            case TextPreparation text -> new Texts(text);
            case SeriesPreparation series -> new Times(series);
            case ReconstructionPreparation back ->
                switch (back.source()) {
                    case ReconstructionPreparation.Source.Rows(var _, var split) ->
                        new Rows(split.train(), split.features().encoders(), new Answers.None());
                    case ReconstructionPreparation.Source.Pictures(var split) ->
                        pictures(prepared, split.train(), new Answers.None());
                };
        };
    }

    private static Pictures pictures(Preparation prepared, ImageDataset images, Answers answers) {
        int most = 0;
        for (int i = 0; i < images.size(); i++) {
            most = Math.max(most, images.source(i));
        }
        return new Pictures(images, ImageFilesNamed.names(prepared.config().data(), most + 1), answers);
    }

    /// What targets and answers mean.
    Answers answers();

    @Override
    default String target(Literal target) {
        return answers().target(target);
    }

    @Override
    default String answer(Literal answer) {
        return answers().answer(answer);
    }

    /// What the numbers of targets and answers mean.
    sealed interface Answers {
        String target(Literal target);

        String answer(Literal answer);

        /// Nothing that could be told in a word.
        record None() implements Answers {
            @Override
            public String target(Literal target) {
                return "";
            }

            @Override
            public String answer(Literal answer) {
                return "";
            }
        }

        /// One of several classes, of which logits are given.
        record OneOf(List<String> labels) implements Answers {
            @Override
            public String target(Literal target) {
                return labels.get((int) target.get(0));
            }

            @Override
            public String answer(Literal answer) {
                double[] shares = Tensor.of(answer).softmax(-1).toDoubles();
                int most = 0;
                for (int i = 1; i < shares.length; i++) {
                    most = shares[i] > shares[most] ? i : most;
                }
                return String.format(Locale.ROOT, "%s (%.3g)", labels.get(most), shares[most]);
            }
        }

        /// The target of a table.
        record OfTable(TargetEncoder encoder) implements Answers {
            @Override
            public String target(Literal target) {
                return switch (encoder) {
                    case TargetEncoder.Classes classes -> new OneOf(classes.labels()).target(target);
                    case TargetEncoder.Scaled scaled -> Digits.SIX.text(scaled.value(target.get(0)));
                };
            }

            @Override
            public String answer(Literal answer) {
                return switch (encoder) {
                    case TargetEncoder.Classes classes -> new OneOf(classes.labels()).answer(answer);
                    case TargetEncoder.Scaled scaled -> Digits.SIX.text(scaled.value(answer.get(0)));
                };
            }
        }
    }

    /// Rows of a table.
    record Rows(Table table, List<FeatureEncoder> encoders, Answers answers) implements RunSamples {
        @Override
        public String place(int sample) {
            return table.row(sample).place();
        }

        /// The columns that are furthest from their means, in the order of the table.
        @Override
        public Map<String, String> values(int sample, Literal given) {
            Map<String, Double> far = new HashMap<>();
            int at = 0;
            for (FeatureEncoder encoder : encoders) {
                for (int i = 0; i < encoder.width() && at < given.count(); i++) {
                    far.merge(encoder.column(), Math.abs(given.get(at++)), Math::max);
                }
            }
            List<String> furthest = new ArrayList<>(far.keySet());
            furthest.sort(Comparator.comparingDouble((String column) -> -far.getOrDefault(column, 0.0))
                    .thenComparing(Comparator.naturalOrder()));
            List<String> few = furthest.subList(0, Math.min(FEW, furthest.size()));
            Row row = table.row(sample);
            Map<String, String> values = new LinkedHashMap<>();
            row.columnNames().stream()
                    .filter(few::contains)
                    .forEach(column -> values.put(column, row.cell(column).orElse("missing")));
            return values;
        }
    }

    /// Pictures.
    record Pictures(ImageDataset images, List<String> names, Answers answers) implements RunSamples {
        @Override
        public String place(int sample) {
            return names.get(images.source(sample));
        }

        @Override
        public Map<String, String> values(int sample, Literal given) {
            return Map.of();
        }
    }

    /// Windows of a text.
    record Texts(TextPreparation text) implements RunSamples {
        @Override
        public Answers answers() {
            return new Answers.None();
        }

        @Override
        public String place(int sample) {
            return "window " + (sample + 1) + " of the epoch";
        }

        @Override
        public Map<String, String> values(int sample, Literal given) {
            int[] tokens = new int[given.count()];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = (int) given.get(i);
            }
            String shown = text.tokenizer().decodeWhole(tokens).replace("\n", "⏎");
            int end = shown.offsetByCodePoints(0, Math.min(MOST_CHARACTERS, shown.codePointCount(0, shown.length())));
            return Map.of("text", "“" + shown.substring(0, end) + (end < shown.length() ? "…" : "") + "”");
        }
    }

    /// Windows of series.
    record Times(SeriesPreparation series) implements RunSamples {
        @Override
        public Answers answers() {
            return new Answers.None();
        }

        @Override
        public String place(int sample) {
            int start = series.split().train(series.windows()).start(sample);
            int seen = series.windows().lookBack();
            int horizon = series.windows().horizon();
            return "rows " + (start + 1) + " to " + (start + seen) + ", forecast " + (start + seen + 1)
                    + (horizon == 1 ? "" : " to " + (start + seen + horizon));
        }

        @Override
        public Map<String, String> values(int sample, Literal given) {
            return Map.of("standardised", SampleNames.few(given));
        }
    }
}

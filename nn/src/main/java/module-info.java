/// Layers, losses, optimizers, data and training.
@org.jspecify.annotations.NullMarked
module gradus.nn {
    requires transitive gradus.core;
    requires static org.jspecify;

    exports gradus.nn.activation;
    exports gradus.nn.attention;
    exports gradus.nn.compress;
    exports gradus.nn.data;
    exports gradus.nn.data.augment;
    exports gradus.nn.data.image;
    exports gradus.nn.data.samples;
    exports gradus.nn.data.series;
    exports gradus.nn.data.text;
    exports gradus.nn.exact;
    exports gradus.nn.generation;
    exports gradus.nn.init;
    exports gradus.nn.layer;
    exports gradus.nn.loss;
    exports gradus.nn.metric;
    exports gradus.nn.network;
    exports gradus.nn.optim;
    exports gradus.nn.recurrent;
    exports gradus.nn.search;
    exports gradus.nn.spatial;
    exports gradus.nn.summary;
    exports gradus.nn.train;
    exports gradus.nn.words;

    uses gradus.nn.data.TableReader;
    uses gradus.nn.train.ModelFormat;
}

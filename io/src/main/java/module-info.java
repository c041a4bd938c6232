/// File formats.
@org.jspecify.annotations.NullMarked
module gradus.io {
    requires transitive gradus.nn;
    requires transitive tools.jackson.databind;
    requires de.siegmar.fastcsv;
    requires java.desktop;
    requires static org.jspecify;

    exports gradus.io.csv;
    exports gradus.io.file;
    exports gradus.io.idx;
    exports gradus.io.image;
    exports gradus.io.json;
    exports gradus.io.jsonlines;
    exports gradus.io.model;
    exports gradus.io.npy;
    exports gradus.io.pretrained;
    exports gradus.io.safetensors;
    exports gradus.io.tensorboard;
    exports gradus.io.text;
    exports gradus.io.torch;

    opens gradus.io.model to
            gradus.core;
    opens gradus.io.pretrained to
            gradus.core;

    provides gradus.nn.data.TableReader with
            gradus.io.csv.CsvTableReader,
            gradus.io.jsonlines.JsonLinesTableReader,
            gradus.io.npy.NpyTableReader;
    provides gradus.nn.train.ModelFormat with
            gradus.io.model.GradusFormat;
}

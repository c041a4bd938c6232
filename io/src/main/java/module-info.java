/// File formats.
@org.jspecify.annotations.NullMarked
module gradus.io {
    requires transitive gradus.nn;
    requires tools.jackson.databind;
    requires de.siegmar.fastcsv;
    requires static org.jspecify;

    exports gradus.io.csv;
    exports gradus.io.file;
    exports gradus.io.safetensors;

    provides gradus.nn.data.TableReader with
            gradus.io.csv.CsvTableReader;
}

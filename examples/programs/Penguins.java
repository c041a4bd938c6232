import module gradus.nn;

import gradus.core.type.Key; // java.security has a Key too

/// Trains on a table of penguins: ./gradus run examples/programs/Penguins.java penguins.csv
///
/// The file has a column `species`; the others are inferred. It can be fetched as `penguins.csv` of palmerpenguins.
void main(String... args) {
    var table = Table.readCsv(Path.of(args.length > 0 ? args[0] : "penguins.csv"));
    var data = table.target("species").split(0.7, 0.15, 0.15, Key.of(42));
    var net = Networks.mlp(64, 64).dropout(0.1);
    var run = Training.of(net, data).optimizer(Adam.of(1e-3)).epochs(200).earlyStopping(20).fit();
    IO.println(run.report());
    run.model().save(Path.of("penguins.gradus"));
}

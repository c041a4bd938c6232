/// Tables from Parquet files.
@org.jspecify.annotations.NullMarked
module gradus.parquet {
    requires transitive gradus.nn;
    requires gradus.io;
    requires dev.hardwood.core;
    requires java.logging;
    requires static org.jspecify;

    exports gradus.parquet;

    provides gradus.nn.data.TableReader with
            gradus.parquet.ParquetTableReader;
}

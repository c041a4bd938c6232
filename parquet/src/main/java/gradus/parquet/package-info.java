/// Tables as Parquet files: columns packed one by one, as data frames and databases write them.
package gradus.parquet;

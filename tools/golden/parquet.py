#!/usr/bin/env python3
"""Writes the Parquet files that the tests of the module parquet read; needs pyarrow.

    python3 tools/golden/parquet.py parquet/src/test/resources/gradus/parquet

Each packing has a file of the same table, in two groups of rows, with a missing value in every column.
"""
import datetime as dt
import decimal
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

UTC = dt.timezone.utc
FLAT = pa.table(
    {
        "flag": pa.array([True, False, None, True], pa.bool_()),
        "small": pa.array([-1, None, 3, 127], pa.int8()),
        "whole": pa.array([1, -2, None, 2147483647], pa.int32()),
        "long": pa.array([9007199254740993, None, -1, 0], pa.int64()),
        "unsigned": pa.array([4294967295, 0, None, 1], pa.uint32()),
        "vast": pa.array([18446744073709551615, 0, None, 1], pa.uint64()),
        "single": pa.array([1.5, float("nan"), None, -0.1], pa.float32()),
        "double": pa.array([1e300, None, float("nan"), 0.1], pa.float64()),
        "text": pa.array(["a, \"b\"", None, "ü", ""], pa.string()),
        "kind": pa.array(["one", "two", "one", None]).dictionary_encode(),
        "day": pa.array([dt.date(2024, 2, 29), None, dt.date(1969, 12, 31), dt.date(1, 1, 1)], pa.date32()),
        "clock": pa.array([dt.time(12, 30, 1), None, dt.time(0, 0), dt.time(23, 59, 59, 500000)], pa.time64("us")),
        "instant": pa.array([dt.datetime(2024, 2, 29, 12, 0, 0, 250000, UTC), None, dt.datetime(1969, 12, 31, 23, 0, tzinfo=UTC),
                             dt.datetime(2024, 1, 1, tzinfo=UTC)], pa.timestamp("us", "UTC")),
        "local": pa.array([dt.datetime(2024, 2, 29, 12, 0, 5), None, dt.datetime(1969, 12, 31, 23, 0), dt.datetime(2024, 1, 1)],
                          pa.timestamp("ms")),
        "price": pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("-0.01"), decimal.Decimal("12345.00")],
                          pa.decimal128(9, 2)),
    })


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    small = {"row_group_size": 3, "write_statistics": False, "store_schema": False}
    for packing in ["none", "gzip", "snappy", "zstd"]:
        pq.write_table(FLAT, folder / f"flat-{packing}.parquet", compression=packing, **small)
    pq.write_table(FLAT, folder / "pages-2.parquet", compression="none", data_page_version="2.0", use_dictionary=False, **small)
    pq.write_table(FLAT.select(["whole"]), folder / "brotli.parquet", compression="brotli", **small)
    pq.write_table(FLAT.select(["whole"]).slice(0, 0), folder / "empty.parquet", compression="none", **small)
    nested = pa.table({"id": [1, 2], "sizes": [[1, 2], [3]]})
    pq.write_table(nested, folder / "list.parquet", compression="none", **small)
    pq.write_table(pa.table({"id": [1], "size": [{"x": 1, "y": 2}]}), folder / "struct.parquet", compression="none", **small)
    pq.write_table(pa.table({"id": [1], "blob": [b"\x00\xff"]}), folder / "bytes.parquet", compression="none", **small)
    old = pa.table({"when": pa.array([dt.datetime(2024, 2, 29, 12, 0, 5), None], pa.timestamp("ns"))})
    pq.write_table(old, folder / "int96.parquet", compression="none", use_deprecated_int96_timestamps=True, **small)


main(Path(sys.argv[1]))

package gradus.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import dev.hardwood.schema.SchemaNode;
import gradus.core.type.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A column and how its values are written as cells of a table.
///
/// @param name its name
/// @param index its place among the columns, from 0
/// @param writer what gives the text of a value that is not null
record ColumnText(String name, int index, Writer writer) {
    /// Writes the value of a column in the current row.
    @FunctionalInterface
    interface Writer {
        /// Gives the text, empty for a missing value.
        String text(RowReader row, int index);
    }

    /// Gives the columns of a file.
    ///
    /// @param where the file, for messages
    /// @throws FormatException if there is none, or one holds what is no cell
    static List<ColumnText> all(FileSchema schema, String where) {
        for (SchemaNode node : schema.getRootNode().children()) {
            if (node instanceof SchemaNode.GroupNode || node.repetitionType() == RepetitionType.REPEATED) {
                throw refused(where, node.name(), "a list or structure", "give each of its values a column of its own");
            }
        }
        List<ColumnText> columns = new ArrayList<>();
        for (ColumnSchema column : schema.getColumns()) {
            Writer writer = writer(column)
                    .orElseThrow(() -> refused(
                            where,
                            column.name(),
                            column.logicalType() == null
                                    ? column.type().toString()
                                    : column.type() + " as " + column.logicalType(),
                            "leave it out or write it as numbers or texts"));
            columns.add(new ColumnText(column.name(), column.columnIndex(), writer));
        }
        if (columns.isEmpty()) {
            throw new FormatException(where + ": a table needs columns, but there are none");
        }
        return columns;
    }

    /// Gives the cell of the current row, empty for a missing value.
    String cell(RowReader row) {
        return row.isNull(index) ? "" : writer.text(row, index);
    }

    private static Optional<Writer> writer(ColumnSchema column) {
        @Nullable LogicalType meaning = column.logicalType();
        return switch (meaning) {
            case null -> plain(column.type());
            case LogicalType.IntType whole -> Optional.of(whole(column.type(), whole.isSigned()));
            case LogicalType.DecimalType _ ->
                Optional.of((row, i) -> row.getDecimal(i).toPlainString());
            case LogicalType.DateType _ ->
                Optional.of((row, i) -> row.getDate(i).toString());
            case LogicalType.TimeType _ ->
                Optional.of((row, i) -> row.getTime(i).toString());
            case LogicalType.TimestampType time ->
                Optional.of(
                        time.isAdjustedToUTC()
                                ? (row, i) -> row.getTimestamp(i).toString()
                                : (row, i) -> row.getLocalTimestamp(i).toString());
            case LogicalType.StringType _, LogicalType.EnumType _, LogicalType.JsonType _ ->
                Optional.of(RowReader::getString);
            case LogicalType.UuidType _ ->
                Optional.of((row, i) -> row.getUuid(i).toString());
            case LogicalType.Float16Type _ -> Optional.of((row, i) -> text(row.getFloat(i)));
            case LogicalType.NullType _ -> Optional.of((_, _) -> "");
            case LogicalType.IntervalType _,
                    LogicalType.BsonType _,
                    LogicalType.ListType _,
                    LogicalType.MapType _,
                    LogicalType.VariantType _,
                    LogicalType.GeometryType _,
                    LogicalType.GeographyType _ -> Optional.empty();
        };
    }

    private static Optional<Writer> plain(PhysicalType type) {
        return switch (type) {
            case BOOLEAN -> Optional.of((row, i) -> Boolean.toString(row.getBoolean(i)));
            case INT32, INT64 -> Optional.of(whole(type, true));
            case INT96 -> Optional.of((row, i) -> row.getTimestamp(i).toString());
            case FLOAT -> Optional.of((row, i) -> text(row.getFloat(i)));
            case DOUBLE ->
                Optional.of((row, i) -> {
                    double value = row.getDouble(i);
                    return Double.isNaN(value) ? "" : Double.toString(value);
                });
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
        };
    }

    private static Writer whole(PhysicalType type, boolean signed) {
        if (type == PhysicalType.INT64) {
            return signed
                    ? (row, i) -> Long.toString(row.getLong(i))
                    : (row, i) -> Long.toUnsignedString(row.getLong(i));
        }
        return signed
                ? (row, i) -> Integer.toString(row.getInt(i))
                : (row, i) -> Integer.toUnsignedString(row.getInt(i));
    }

    private static String text(float value) {
        return Float.isNaN(value) ? "" : Float.toString(value);
    }

    private static FormatException refused(String where, String name, String what, String wayOut) {
        return new FormatException(where + ": a cell must be a truth value, a number, a text, a date or a time, but"
                + " column '" + name + "' holds " + what + "; " + wayOut);
    }
}

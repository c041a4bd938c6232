package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Context;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import java.util.List;
import java.util.Optional;

/// How inputs become queries, keys and values: by one matrix or by three.
public sealed interface Projections {
    /// Queries, keys and values, their heads side by side.
    ///
    /// @param query `[batch, queries, heads · size]`
    /// @param key `[batch, keys, kvHeads · size]`
    /// @param value `[batch, keys, kvHeads · size]`
    /// @param joint all three side by side, if one product gave them
    record Rows(Tensor query, Tensor key, Tensor value, Optional<Tensor> joint) {
        /// Gives the same with heads first.
        Heads headsFirst(int size) {
            if (joint.isEmpty()) {
                return new Heads(split(query, size), split(key, size), split(value, size));
            }
            // parts of the first axis are views
            List<Tensor> parts = split(joint.get(), size)
                    .split(0, query.size(-1) / size, key.size(-1) / size, value.size(-1) / size);
            return new Heads(parts.get(0), parts.get(1), parts.get(2));
        }

        /// Gives the same with queries and keys turned by the positions `[time]` of each.
        Rows turned(RotaryPositions positions, Tensor queries, Tensor keys, int size) {
            return new Rows(
                    positions.turned(query, queries, size), positions.turned(key, keys, size), value, Optional.empty());
        }
    }

    /// Queries, keys and values with heads first.
    ///
    /// @param query `[heads, batch, queries, size]`
    /// @param key `[kvHeads, batch, keys, size]`
    /// @param value `[kvHeads, batch, keys, size]`
    record Heads(Tensor query, Tensor key, Tensor value) {}

    /// One matrix for all three, side by side in this order: one product in self-attention.
    ///
    /// @param all `[width, (heads + 2 kvHeads) size]`
    record Joint(Linear all) implements Projections {
        @Override
        public Rows project(Tensor query, Tensor key, Tensor value, int queries) {
            int keys = (all.outFeatures() - queries) / 2;
            if (query.equals(key) && key.equals(value)) {
                Tensor rows = all.forward(checked("input", query, all), Context.inference());
                List<Tensor> parts = rows.split(-1, queries, keys, keys);
                return new Rows(parts.get(0), parts.get(1), parts.get(2), Optional.of(rows));
            }
            return new Rows(
                    part("queries", query, 0, queries),
                    part("keys", key, queries, queries + keys),
                    part("values", value, queries + keys, all.outFeatures()),
                    Optional.empty());
        }

        private Tensor part(String what, Tensor input, int from, int to) {
            Linear columns = new Linear(
                    new Param(all.weight().value().slice(1, from, to)),
                    all.bias().map(b -> new Param(b.value().slice(0, from, to))));
            return columns.forward(checked(what, input, all), Context.inference());
        }

        @Override
        public int keyFeatures(int queryFeatures) {
            return (all.outFeatures() - queryFeatures) / 2;
        }

        @Override
        public int inFeatures() {
            return all.inFeatures();
        }
    }

    /// A matrix for each, whose inputs may have sizes of their own.
    ///
    /// @param query `[query width, heads size]`
    /// @param key `[key width, kvHeads size]`
    /// @param value `[value width, kvHeads size]`
    record Separate(Linear query, Linear key, Linear value) implements Projections {
        @Override
        public Rows project(Tensor queries, Tensor keys, Tensor values, int queryFeatures) {
            return new Rows(
                    query.forward(checked("queries", queries, query), Context.inference()),
                    key.forward(checked("keys", keys, key), Context.inference()),
                    value.forward(checked("values", values, value), Context.inference()),
                    Optional.empty());
        }

        @Override
        public int keyFeatures(int queryFeatures) {
            if (key.outFeatures() != value.outFeatures()) {
                throw new ShapeException("multi-head attention: keys and values must have as many features, got "
                        + key.outFeatures() + " and " + value.outFeatures());
            }
            return key.outFeatures();
        }

        @Override
        public int inFeatures() {
            return query.inFeatures();
        }
    }

    /// Gives queries, keys and values.
    ///
    /// @param query `[batch, queries, width]`
    /// @param key `[batch, keys, width]`
    /// @param value `[batch, keys, width]`
    /// @param queryFeatures the number of features of queries, all heads together
    Rows project(Tensor query, Tensor key, Tensor value, int queryFeatures);

    /// Gives the number of features of keys, all heads together.
    ///
    /// @param queryFeatures the number of features of queries
    int keyFeatures(int queryFeatures);

    /// Gives the size of the queries' input.
    int inFeatures();

    /// `[batch, time, heads · size] → [heads, batch, time, size]`.
    private static Tensor split(Tensor rows, int size) {
        return rows.reshape(rows.size(0), rows.size(1), rows.size(2) / size, size)
                .transpose(List.of(2, 0, 1, 3));
    }

    private static Tensor checked(String what, Tensor input, Linear linear) {
        if (input.rank() != 3 || input.size(-1) != linear.inFeatures()) {
            throw new ShapeException("multi-head attention: " + what + " must be [batch, time, " + linear.inFeatures()
                    + "], got " + input.shape() + Origin.here().at());
        }
        return input;
    }
}

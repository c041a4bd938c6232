package gradus.onednn;

import gradus.cpu.kernel.Product;
import gradus.onednn.Construction.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The primitives for the tiles of a product: whole ones, and those of the last row and column, which may be smaller.
///
/// @param cut the tiles
/// @param elements what is multiplied
/// @param tiles the primitives of tiles that are whole, low, narrow, and both
record TilePrimitives(Cut cut, Elements elements, List<Primitive> tiles) {
    private static final List<Role> OPERANDS = List.of(Role.SOURCE, Role.WEIGHTS, Role.RESULT);
    private static final long NONE = 0;
    private static final Function PRODUCT = Function.of("dnnl_matmul_primitive_desc_create", "llllll");

    /// Makes them; empty where the library has no fast loops.
    static Optional<TilePrimitives> of(Product product, Elements elements) {
        Cut cut = Cut.of(product.sizes().m(), product.sizes().n());
        int last = cut.tiles() - 1;
        List<Primitive> tiles = new ArrayList<>();
        for (int columns : new int[] {cut.tileColumns(), cut.width(last)}) {
            for (int rows : new int[] {cut.tileRows(), cut.height(last)}) {
                tile(product, elements, rows, columns).ifPresent(tiles::add);
            }
        }
        return tiles.size() == 4 ? Optional.of(new TilePrimitives(cut, elements, tiles)) : Optional.empty();
    }

    private static Optional<Primitive> tile(Product product, Elements elements, int rows, int columns) {
        int k = product.sizes().k();
        long[] left = product.transposesA() ? new long[] {1, product.sizes().m()} : new long[] {k, 1};
        long[] right = product.transposesB() ? new long[] {1, k} : new long[] {columns, 1};
        long a = Construction.layout(elements, new long[] {rows, k}, left);
        long b = Construction.layout(elements, new long[] {k, columns}, right);
        long c = Construction.layout(Elements.FLOAT32, new long[] {rows, columns}, new long[] {columns, 1});
        Optional<Long> description = PRODUCT.call(Construction.ENGINE, a, b, NONE, c, Construction.ATTRIBUTES);
        Dnnl.destroyLayout(a);
        Dnnl.destroyLayout(b);
        Dnnl.destroyLayout(c);
        return Construction.primitive(description, OPERANDS);
    }

    /// The primitive of a tile.
    Primitive of(int tile) {
        int low = cut.height(tile) < cut.tileRows() ? 1 : 0;
        int narrow = cut.width(tile) < cut.tileColumns() ? 2 : 0;
        return tiles.get(low + narrow);
    }
}

package gradus.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import org.junit.jupiter.api.Test;

/// A window lies on as many axes as it has sizes.
class WindowSizesTest {
    @Test
    void a_convolution_says_how_many_spatial_sizes_it_needs() {
        Conv images = Conv.of2d(3, 8, 3, Key.of(1));
        assertThat(images.window(5, 5).axes()).hasSize(2);
        assertThatThrownBy(() -> images.window(5, 5, 5))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("conv2d: the window needs one spatial size per axis, 2, got [5, 5, 5] at ")
                .hasMessageEndingWith("; leave the sizes of samples and channels out");
        assertThatThrownBy(() -> images.window(5)).isInstanceOf(ShapeException.class);
    }

    @Test
    void a_pool_says_how_many_spatial_sizes_it_needs() {
        PoolOptions images = PoolOptions.of(2, 2);
        assertThat(images.window(Shape.of(6, 6)).axes()).hasSize(2);
        assertThatThrownBy(() -> images.window(Shape.of(6, 6, 6)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("pool: the window needs one spatial size per axis, 2, got [6, 6, 6] at");
        assertThatThrownBy(() -> images.roundingUp().window(Shape.of(6))).isInstanceOf(ShapeException.class);
    }
}

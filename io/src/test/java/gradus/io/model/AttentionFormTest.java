package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttentionFormTest {
    @Test
    void language_models_come_back_from_their_form_tied_ends_as_one_tensor() {
        CausalLanguageModel tied = CausalLanguageModel.gpt(1, 2, 8).build(7, 5, Key.of(1));
        assertThat(NetworkForm.parts(tied).tensors())
                .containsKey("tokens.table")
                .doesNotContainKey("head.weight");
        for (Layer model : List.of(tied, CausalLanguageModel.llama(1, 2, 8, 6).build(7, 5, Key.of(2)))) {
            Layer again = NetworkForm.network(NetworkForm.parts(model), List.of(), "form");
            Tensor text = Tensor.of(1L, 6L, 0L).reshape(1, 3);
            assertThat(again).hasToString(model.toString());
            assertThat(again.forward(text, Context.inference()).toDoubles())
                    .containsExactly(model.forward(text, Context.inference()).toDoubles());
        }
    }
}

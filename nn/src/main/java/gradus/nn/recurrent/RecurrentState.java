package gradus.nn.recurrent;

import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What a recurrent layer remembers: one `[batch, hidden]` per layer and direction, layer by layer, forward first.
///
/// {@snippet file="SequenceSnippets.java" region="RecurrentLayer"}
///
/// @param hidden the hidden states
/// @param cells the cell states of LSTM, else empty
public record RecurrentState(List<Tensor> hidden, List<Tensor> cells) {
    public RecurrentState {
        hidden = List.copyOf(hidden);
        cells = List.copyOf(cells);
    }

    /// Gives this state without a way for gradients into what made it: where back-propagation through time is cut.
    public RecurrentState stopGradient() {
        return new RecurrentState(
                hidden.stream().map(Tensor::stopGradient).toList(),
                cells.stream().map(Tensor::stopGradient).toList());
    }

    /// Gives all states, hidden ones first.
    List<Tensor> all() {
        List<Tensor> all = new ArrayList<>(hidden);
        all.addAll(cells);
        return all;
    }

    /// Gives the state of tensors in the order of [#all].
    static RecurrentState of(List<Tensor> all, int states) {
        int each = all.size() / states;
        return new RecurrentState(all.subList(0, each), all.subList(each, all.size()));
    }
}

package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One parameter during an update: what a rule reads and what it writes.
final class Cell {
    private final String path;
    private final Tensor parameter;
    private final Tensor gradient;
    private final Map<String, Tensor> state;
    private final Map<String, Tensor> scalars;
    private final Map<String, Tensor> kept = new LinkedHashMap<>();
    private Optional<Tensor> change = Optional.empty();

    Cell(String path, Tensor parameter, Tensor gradient, Map<String, Tensor> state, Map<String, Tensor> scalars) {
        this.path = path;
        this.parameter = parameter;
        this.gradient = gradient;
        this.state = state;
        this.scalars = scalars;
    }

    Tensor parameter() {
        return parameter;
    }

    /// Gives the gradient with a coupled decay: `g + λw`.
    Tensor gradient(Decay decay) {
        boolean decays = decay.factor() != 0 && decay.scope().covers(parameter.shape());
        return decays ? gradient.add(parameter.multiply(decay.factor())).named("g") : gradient;
    }

    /// Gives what a decoupled decay adds to a step of the learning rate: `λw`, or nothing.
    Optional<Tensor> decayed(Decay decay) {
        boolean decays = decay.factor() != 0 && decay.scope().covers(parameter.shape());
        return decays ? Optional.of(parameter.multiply(decay.factor())) : Optional.empty();
    }

    /// Gives a slot of the state before this update.
    Tensor old(String slot) {
        return present("state", slot + "/" + path, state);
    }

    /// Gives a number of this step in the parameter's element type.
    Tensor scalar(String name) {
        return present("number", name, scalars).as(parameter.dtype());
    }

    private static Tensor present(String kind, String name, Map<String, Tensor> all) {
        Tensor found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("optimizer: the " + kind + " " + name + " is missing, got "
                    + all.keySet() + "; use what the same rule's init and scalars gave");
        }
        return found;
    }

    /// Keeps a tensor for the next update and gives it.
    Tensor keep(String slot, Tensor value) {
        kept.put(slot + "/" + path, value);
        return value;
    }

    /// Moves a running average: `share · old + (1 − share) · value`, keeps it and gives it.
    Tensor average(String slot, double share, Tensor value) {
        return keep(slot, old(slot).multiply(share).add(value.multiply(1 - share)));
    }

    /// Sets the change of the parameter.
    void change(Tensor value) {
        change = Optional.of(value);
    }

    /// Sets the change to a step against a direction: `−learningRate · (direction + λw)`.
    void descend(Tensor direction, Decay decay) {
        Tensor whole = decayed(decay).map(direction::add).orElse(direction);
        change(whole.multiply(scalar("learningRate").negate()));
    }

    void store(Map<String, Tensor> updates, Map<String, Tensor> next) {
        updates.put(path, change.orElseThrow());
        next.putAll(kept);
    }
}

package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.recurrent.RecurrentLayer;
import org.junit.jupiter.api.Test;

/// What a network carries from batch to batch ends with the epoch, as the streams do that it reads.
class CarriedStateTest {
    @Test
    void every_epoch_begins_without_what_the_one_before_carried() {
        Run<Scenario.Reader> first = Scenario.streams().epochs(1).fit();
        Run<Scenario.Reader> both = Scenario.streams().epochs(2).fit();
        Run<Scenario.Reader> second = again(RecurrentLayer.reset(first.network()));
        assertThat(both.state().weights()).isEqualTo(second.state().weights());
        assertThat(both.history().get(1).trainingLoss())
                .isEqualTo(second.history().getFirst().trainingLoss());
    }

    @Test
    void a_network_that_carries_something_begins_its_training_without_it() {
        Scenario.Reader trained = Scenario.streams().epochs(1).fit().network();
        assertThat(again(trained).state().weights())
                .isEqualTo(again(RecurrentLayer.reset(trained)).state().weights());
    }

    @Test
    void within_an_epoch_the_state_goes_on() {
        Scenario.Reader reader = Scenario.streams().network();
        TrainState one = Scenario.streams().steps(1).fit().state();
        assertThat(one.weights().statistics()).isNotEqualTo(Weights.of(reader).statistics());
        Weights forgotten = Weights.of(RecurrentLayer.reset(one.weights().into(reader)));
        TrainState cut = new TrainState(forgotten, one.optimizer(), one.best(), one.progress());
        assertThat(Scenario.streams().epochs(1).resume(one).state().weights())
                .isNotEqualTo(Scenario.streams().epochs(1).resume(cut).state().weights());
    }

    private static Run<Scenario.Reader> again(Scenario.Reader reader) {
        return Scenario.streams(reader).epochs(1).fit();
    }
}

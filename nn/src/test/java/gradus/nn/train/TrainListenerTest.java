package gradus.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class TrainListenerTest {
    private static Training<Sequential, Run<Sequential>> training() {
        return Training.of(Small.mlp(2), Small.classes(32, 1), Loss.CROSS_ENTROPY)
                .batchSize(8)
                .epochs(3);
    }

    private static void failInEpochTwo(TrainEvent event) {
        if (event instanceof TrainEvent.EpochDone done && done.report().epoch() == 2) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @Test
    void what_a_listener_throws_ends_training_as_it_is() {
        assertThatThrownBy(() ->
                        training().listener(TrainListenerTest::failInEpochTwo).fit())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is full");
    }

    @Test
    void a_listener_that_may_fail_is_left_out_and_told_of_once_while_training_goes_on() {
        List<ListenerFailure> failures = new ArrayList<>();
        List<TrainEvent> heardByOther = new ArrayList<>();
        List<TrainEvent> heard = new ArrayList<>();
        TrainListener failing = event -> {
            heard.add(event);
            failInEpochTwo(event);
        };
        var run = training()
                .listener(failing.orLeftOut(failures::add))
                .listener(Small.into(heardByOther))
                .fit();
        assertThat(run.reason()).isEqualTo(StopReason.EPOCHS_DONE);
        assertThat(heard.getLast())
                .isInstanceOfSatisfying(
                        TrainEvent.EpochDone.class,
                        done -> assertThat(done.report().epoch()).isEqualTo(2));
        assertThat(heardByOther.getLast()).isInstanceOf(TrainEvent.Finished.class);
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasToString(
                                "a listener is left out from here on, for it failed after epoch 2: the disk is full"));
    }

    @Test
    void a_listener_ends_training_in_good_order() {
        var enough = new AtomicBoolean();
        var run = training()
                .until(enough::get)
                .listener(event -> enough.set(event instanceof TrainEvent.StepDone done && done.step() == 5))
                .fit();
        assertThat(run.reason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(run.state().progress().step()).isEqualTo(5);
    }
}

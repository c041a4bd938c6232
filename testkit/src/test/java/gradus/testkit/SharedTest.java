package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SharedTest {
    @Test
    void an_absent_file_skips_the_test_and_says_where_it_was_looked_for() {
        assertThatThrownBy(() -> Shared.path("no/such/file.txt"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no/such/file.txt")
                .hasMessageContaining("-Dgradus.shared=FOLDER");
    }

    @Test
    void a_present_file_is_given_by_its_absolute_path() {
        assertThat(Shared.path("reference")).isAbsolute().isDirectory();
    }
}

package example;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import gradus.nn.train.Training;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ServiceTest {
    @TempDir
    static Path folder;

    @Autowired
    TableModel model;

    @Value("${local.server.port}")
    int port;

    @DynamicPropertySource
    static void trained(DynamicPropertyRegistry properties) {
        var rows = SampleSet.MOONS.rows(300, Key.of(1)).toList();
        var data = Table.of(SampleSet.MOONS.columns(), rows).target("moon").split(0.7, 0.15, 0.15, Key.of(2));
        var run = Training.of(Networks.mlp(16), data).optimizer(Adam.of(0.01)).epochs(30).fit();
        Path file = folder.resolve("moons.gradus");
        run.model().save(file);
        properties.add("model", file::toString);
    }

    @Test
    void answers_come_with_probabilities() throws Exception {
        var answer = post("{\"x\": \"1.0\", \"y\": \"-0.4\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"value\":\"lower\"", "\"probabilities\"");
    }

    @Test
    void a_missing_column_is_the_asker_s_mistake() throws Exception {
        var answer = post("{\"x\": \"1.0\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("one is not there: y");
    }

    @Test
    void a_cell_that_is_no_number_is_the_asker_s_mistake() throws Exception {
        assertThat(post("{\"x\": \"far\", \"y\": \"0.2\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void many_at_once_get_the_answers_of_one() {
        var bodies = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> {
                    String x = String.valueOf(i % 20 / 10.0);
                    String body = send("{\"x\": \"" + x + "\", \"y\": \"0.2\"}").body();
                    return body.contains("\"value\":\"" + label(x) + "\"");
                })
                .toList();
        assertThat(bodies).hasSize(400).doesNotContain(false);
    }

    private String label(String x) {
        return ((Prediction.OfClass) model.predict(Map.of("x", x, "y", "0.2"))).label();
    }

    private HttpResponse<String> send(String body) {
        try {
            return post(body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/predict"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}

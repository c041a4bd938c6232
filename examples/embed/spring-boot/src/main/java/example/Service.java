package example;

import gradus.core.spi.Backends;
import gradus.nn.train.TableModel;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// A service that answers by a model. The model is a bean: read once at the start, asked by all threads.
@SpringBootApplication(proxyBeanMethods = false)
public final class Service {
    private Service() {}

    public static void main(String... args) {
        SpringApplication.run(Service.class, args);
    }

    @Bean
    static TableModel model(@Value("${model}") Path file) {
        LoggerFactory.getLogger(Service.class).info("computes by {}", Backends.standard().description());
        return TableModel.load(file);
    }
}

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Looks at pages of explanations in Chromium: walks through every step and phase by the keys, asks the search, and
/// takes pictures (light, dark, narrow). Fails if a script fails, a key does nothing, a formula stays unset, or
/// anything is loaded from elsewhere.
///
/// ```
/// java tools/page/Look.java FOLDER page.html …
/// ```
///
/// The program to start is `chromium`, or what the environment names as `CHROMIUM`.
final class Look implements AutoCloseable {
    private static final Map<String, Integer> CODES =
            Map.of("ArrowLeft", 37, "ArrowRight", 39, "Home", 36, "End", 35, "PageDown", 34, "Escape", 27);

    private final Process browser;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private int last;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("look: needs a folder for pictures and at least one page: java tools/page/Look.java FOLDER page.html …");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        var wrong = new ArrayList<String>();
        for (String page : List.of(arguments).subList(1, arguments.length)) {
            try (Look look = new Look()) {
                wrong.addAll(look.at(Path.of(page).toAbsolutePath(), folder));
            }
        }
        wrong.forEach(System.err::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private Look() throws Exception {
        String program = System.getenv().getOrDefault("CHROMIUM", "chromium");
        Path profile = Files.createTempDirectory("look");
        browser = new ProcessBuilder(
                        program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
                        "--user-data-dir=" + profile, "about:blank")
                .redirectErrorStream(true)
                .start();
        String port = port(browser.inputReader());
        HttpClient client = HttpClient.newHttpClient();
        var list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
        String address = "";
        while (address.isEmpty()) {
            String targets = client.send(list, BodyHandlers.ofString()).body();
            address = first("\"type\": \"page\"[^}]*?\"webSocketDebuggerUrl\": \"([^\"]+)\"", targets);
            Thread.sleep(50);
        }
        socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
        for (String domain : List.of("Runtime", "Page", "Network", "Log")) {
            send(domain + ".enable", "{}");
        }
    }

    /// Gives what is wrong with a page.
    private List<String> at(Path page, Path folder) throws Exception {
        String name = page.getFileName().toString().replace(".html", "");
        var wrong = new ArrayList<String>();
        size(1400, 900);
        send("Page.navigate", "{\"url\":\"" + page.toUri() + "\"}");
        Thread.sleep(1500);
        int steps = Integer.parseInt(evaluate("Math.max(1, document.querySelectorAll('#step-list option').length)"));
        int places = 1;
        for (String before = "-"; places < 2000; places++) {
            before = evaluate("location.hash + scrollY");
            key("ArrowRight");
            if (before.equals(evaluate("location.hash + scrollY"))) {
                break;
            }
            String phase = evaluate("document.documentElement.dataset.phase");
            if (places <= 6) {
                Thread.sleep(400);
                picture(folder.resolve(name + "-" + phase + ".png"));
                String plain = evaluate("[...document.querySelectorAll('.maths')].filter(e => e.getBoundingClientRect().top < 600"
                        + " && e.offsetParent && !e.querySelector('.katex')).map(e => e.textContent).slice(0, 3).join(' ; ')");
                if (!plain.isEmpty()) {
                    wrong.add(name + ": " + phase + ": formulas that KaTeX did not set: " + plain);
                }
            }
        }
        key("Home");
        String home = evaluate("location.hash");
        key("j");
        key("End");
        if (home.equals(evaluate("location.hash"))) {
            wrong.add(name + ": Home and End lead to one place: " + home);
        }
        evaluate("(() => { const q = document.getElementById('query'); q.focus(); q.value = 'why'; q.dispatchEvent(new Event('input')); return ''; })()");
        String answer = evaluate("document.getElementById('results').textContent.slice(0, 80)");
        key("Escape");
        key("Home");
        send("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"dark\"}]}");
        picture(folder.resolve(name + "-dark.png"));
        size(420, 820);
        picture(folder.resolve(name + "-narrow.png"));
        if (evaluate("document.documentElement.scrollWidth > innerWidth").equals("true")) {
            wrong.add(name + ": wider than a narrow window");
        }
        events.stream()
                .filter(event -> !event.matches("(?:file|data|about|chrome)[:-].*"))
                .forEach(event -> wrong.add(name + ": " + event));
        System.out.println(name + ": " + steps + " steps, " + places + " places by the right arrow; why: " + answer);
        return wrong;
    }

    private void key(String name) throws Exception {
        String text = name.length() == 1 ? ",\"text\":\"" + name + "\"" : "";
        String code = ",\"windowsVirtualKeyCode\":" + CODES.getOrDefault(name, 0);
        send("Input.dispatchKeyEvent", "{\"type\":\"" + (text.isEmpty() ? "rawKeyDown" : "keyDown") + "\",\"key\":\"" + name + "\"" + code + text + "}");
        send("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":\"" + name + "\"" + code + "}");
        Thread.sleep(60);
    }

    private void size(int width, int height) throws Exception {
        send("Emulation.setDeviceMetricsOverride", "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
        Thread.sleep(300);
    }

    private void picture(Path file) throws Exception {
        String answer = send("Page.captureScreenshot", "{\"format\":\"png\"}");
        Files.write(file, Base64.getDecoder().decode(first("\"data\":\"([^\"]+)\"", answer)));
    }

    private String evaluate(String expression) throws Exception {
        String quoted = expression.replace("\\", "\\\\").replace("\"", "\\\"");
        String answer = send("Runtime.evaluate", "{\"returnByValue\":true,\"expression\":\"String(" + quoted + ")\"}");
        return first("\"type\":\"string\",\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"", answer);
    }

    private String send(String method, String parameters) throws Exception {
        int id = ++last;
        var answer = new CompletableFuture<String>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true).join();
        return answer.get(30, TimeUnit.SECONDS);
    }

    private static String port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String port = first("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/", line);
            if (!port.isEmpty()) {
                return port;
            }
        }
        throw new IOException("look: Chromium did not start; is it installed? The environment may name it as CHROMIUM");
    }

    private static String first(String pattern, String text) {
        var match = Pattern.compile(pattern).matcher(text);
        return match.find() ? match.group(1) : "";
    }

    @Override
    public void close() {
        socket.abort();
        browser.destroy();
    }

    /// Puts the pieces of messages together: answers go to who waits, requests and errors are kept.
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean whole) {
            message.append(piece);
            if (whole) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            String id = first("^\\{\"id\":(\\d+)", text);
            if (!id.isEmpty()) {
                answers.remove(Integer.parseInt(id)).complete(text);
            } else if (text.contains("\"Network.requestWillBeSent\"")) {
                events.add(first("\"request\":\\{\"url\":\"([^\"]{0,200})", text));
            } else if (text.contains("\"Runtime.exceptionThrown\"") || text.contains("\"Log.entryAdded\"")) {
                events.add(text.substring(0, Math.min(400, text.length())));
            }
        }
    }
}

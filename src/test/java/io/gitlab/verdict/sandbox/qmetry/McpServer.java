package io.gitlab.verdict.sandbox.qmetry;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** SmartBear's own server for agents, as a process, and the client that speaks to it: JSON-RPC, a line per message. */
final class McpServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 60;

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;
    private final Path log;
    private int lastId;

    private McpServer(Process process, Path log) {
        this.process = process;
        this.answers = process.inputReader();
        this.requests = process.outputWriter();
        this.log = log;
    }

    /** @param url of the sandbox, without a slash at its end */
    static McpServer start(Path node, Path installed, URI url, String key, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        node.toString(),
                        installed
                                .resolve("node_modules/@smartbear/mcp/dist/index.js")
                                .toAbsolutePath()
                                .toString())
                .redirectError(log.toFile());
        builder.environment().put("QMETRY_API_KEY", key);
        builder.environment().put("QMETRY_BASE_URL", url.toString().replaceFirst("/$", ""));
        McpServer server = new McpServer(builder.start(), log);
        server.greet();
        return server;
    }

    private void greet() throws IOException {
        ObjectNode hello = JSON.createObjectNode().put("protocolVersion", "2025-03-26");
        hello.putObject("capabilities");
        hello.putObject("clientInfo").put("name", "verdict").put("version", "1");
        ask("initialize", hello);
        send(JSON.createObjectNode().put("method", "notifications/initialized"));
    }

    /** Uses a tool, and gives what it says: JSON, or the text of an error. */
    JsonNode use(String tool, String arguments) throws IOException {
        ObjectNode call = JSON.createObjectNode().put("name", "qmetry_" + tool);
        call.set("arguments", JSON.readTree(arguments));
        JsonNode result = ask("tools/call", call);
        String text = result.at("/content/0/text").asString();
        return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : JSON.valueToTree(List.of(text));
    }

    private JsonNode ask(String method, ObjectNode parameters) throws IOException {
        int id = ++lastId;
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        send(message);
        while (true) {
            JsonNode answer = JSON.readTree(line());
            if (answer.path("id").asInt() == id) {
                if (!answer.has("result")) {
                    throw new AssertionError(answer);
                }
                return answer.get("result");
            }
        }
    }

    private void send(ObjectNode message) throws IOException {
        requests.write(message.put("jsonrpc", "2.0").toString());
        requests.newLine();
        requests.flush();
    }

    private String line() {
        try {
            String line = CompletableFuture.supplyAsync(this::blockingLine).get(PATIENCE, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("The server ended; its log is " + log);
            }
            return line;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The server does not answer; its log is " + log, e);
        }
    }

    private String blockingLine() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

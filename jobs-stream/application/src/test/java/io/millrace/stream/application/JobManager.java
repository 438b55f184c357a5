package io.millrace.stream.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** One of several of a cluster, and where it answers; those that do not lead answer with what the leader says. */
record JobManager(Process process, URI rest) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The id of the last checkpoint that is complete; 0 when there is none. */
    long completed() throws IOException, InterruptedException {
        return checkpoints().at("/latest/completed/id").asLong();
    }

    /** The id of the checkpoint from which the job went on; 0 when it began. */
    long restored() throws IOException, InterruptedException {
        return checkpoints().at("/latest/restored/id").asLong();
    }

    private JsonNode checkpoints() throws IOException, InterruptedException {
        String job = get("/jobs/overview").at("/jobs/0/jid").asText();
        return get("/jobs/" + job + "/checkpoints");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                HTTP.send(HttpRequest.newBuilder(rest.resolve(path)).build(), BodyHandlers.ofString())
                        .body());
    }
}

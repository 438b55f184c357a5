package io.millrace.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The only job of a cluster, by Flink's REST API. */
final class JobPage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI checkpoints;

    JobPage(URI ui) throws IOException, InterruptedException {
        JsonNode jobs = send(HttpRequest.newBuilder(ui.resolve("/jobs")).build());
        checkpoints = ui.resolve("/jobs/" + jobs.at("/jobs/0/id").asText() + "/checkpoints");
    }

    /** How many checkpoints were not completed, and how many the job went back to, since it began. */
    record Setbacks(long failed, long restored) {
        Setbacks since(Setbacks before) {
            return new Setbacks(failed - before.failed, restored - before.restored);
        }
    }

    Setbacks setbacks() throws IOException, InterruptedException {
        JsonNode counts = send(HttpRequest.newBuilder(checkpoints).build()).path("counts");
        return new Setbacks(
                counts.path("failed").asLong(), counts.path("restored").asLong());
    }

    /** Asks for a checkpoint and waits for its end; gives whether it is complete. */
    boolean checkpoint() throws IOException, InterruptedException {
        JsonNode asked = send(HttpRequest.newBuilder(checkpoints)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"checkpointType\":\"CONFIGURED\"}"))
                .build());
        if (!asked.has("request-id")) {
            return false;
        }
        HttpRequest answer = HttpRequest.newBuilder(
                        URI.create(checkpoints + "/" + asked.get("request-id").asText()))
                .build();
        JsonNode ended = Awaitility.await()
                .atMost(LONGEST)
                .pollDelay(GLANCE)
                .pollInterval(GLANCE)
                .until(
                        () -> send(answer),
                        said -> !said.at("/status/id").asText().equals("IN_PROGRESS"));
        return ended.at("/operation/checkpointId").isNumber();
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }
}

package io.millrace.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceAccountTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServiceAccount account = new ServiceAccount();
    private GcsEmulator gcs;

    @BeforeEach
    void start() throws Exception {
        gcs = GcsEmulator.start(0).bucket("b").only(account);
    }

    @AfterEach
    void stop() throws Exception {
        gcs.close();
    }

    @Test
    void who_signs_with_the_key_of_the_file_gets_a_token_and_is_let_in() throws Exception {
        HttpResponse<String> answer = exchange(assertion(account.keyFile(gcs.url()), gcs.url() + "/token"));
        String token = JSON.readTree(answer.body()).path("access_token").asText();
        assertThat(get(token)).isEqualTo(200);
        assertThat(account.secrets()).contains(token).hasSizeGreaterThan(20);
    }

    @Test
    void nobody_else_is() throws Exception {
        assertThat(get("ya29.guessed")).isEqualTo(401);
        assertThat(exchange(assertion(account.keyFile(gcs.url()), "https://elsewhere/token"))
                        .statusCode())
                .isEqualTo(400);
        String foreign = new ServiceAccount().keyFile(gcs.url());
        assertThat(exchange(assertion(foreign, gcs.url() + "/token")).statusCode())
                .isEqualTo(400);
        assertThat(get(assertion(foreign, "any"))).isEqualTo(401);
        assertThat(account.tokens()).isZero();
    }

    private HttpResponse<String> exchange(String assertion) throws Exception {
        String form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + assertion;
        return client.send(
                HttpRequest.newBuilder(URI.create(gcs.url() + "/token"))
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int get(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gcs.url() + "/storage/v1/b/b/o"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static String assertion(String keyFile, String audience) throws Exception {
        JsonNode file = JSON.readTree(keyFile);
        String key = file.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\n", "");
        long now = Instant.now().getEpochSecond();
        String text = BASE64.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "."
                + BASE64.encodeToString(JSON.createObjectNode()
                        .put("iss", file.path("client_email").asText())
                        .put("aud", audience)
                        .put("iat", now)
                        .put("exp", now + 600)
                        .toString()
                        .getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
        signature.update(text.getBytes(UTF_8));
        return text + "." + BASE64.encodeToString(signature.sign());
    }
}

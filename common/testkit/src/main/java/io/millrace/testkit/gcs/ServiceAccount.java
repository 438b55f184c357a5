package io.millrace.testkit.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.testkit.http.HttpCall;
import io.millrace.testkit.http.HttpReply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An account whose clients prove who they are with an assertion signed by its private key, and get a token for it; a signed
 * assertion without the exchange is taken as a token too, as Google does.
 */
public final class ServiceAccount {

    static final String TOKENS = "/token";

    /** Whom Hadoop's connector addresses, wherever it has been told to ask. */
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private static final String EMAIL = "millrace@test.iam.gserviceaccount.com";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Pattern ASSERTION = Pattern.compile("([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)");
    private static final int KEY_BITS = 2048;
    private static final int LINE = 64;
    private static final long LASTS_SECONDS = 3600;

    private final KeyPair keys;
    private final String keyId = UUID.randomUUID().toString().replace("-", "");
    private final Set<String> tokens = new ConcurrentSkipListSet<>();

    public ServiceAccount() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            keys = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has RSA", e);
        }
    }

    /** The content of the file with which a client of the emulator at this address comes in. */
    public String keyFile(String url) {
        return ObjectJson.node()
                .put("type", "service_account")
                .put("project_id", "test")
                .put("private_key_id", keyId)
                .put(
                        "private_key",
                        "-----BEGIN PRIVATE KEY-----\n" + String.join("\n", keyLines())
                                + "\n-----END PRIVATE KEY-----\n")
                .put("client_email", EMAIL)
                .put("client_id", "1")
                .put("token_uri", url + TOKENS)
                .toString();
    }

    private List<String> keyLines() {
        String key = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
        return Arrays.asList(key.split("(?<=\\G.{" + LINE + "})"));
    }

    /** What nobody but the account may ever see: each line of its key but the first, which all keys share, and its tokens. */
    public List<String> secrets() {
        List<String> secrets = keyLines().stream().skip(1).collect(Collectors.toList());
        secrets.addAll(tokens);
        return secrets;
    }

    /** How many tokens it has been given. */
    public int tokens() {
        return tokens.size();
    }

    /** Gives a token for an assertion. */
    HttpReply token(HttpCall call, String url) {
        Map<String, String> form = Arrays.stream(new String(call.body(), StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        boolean proven = GRANT.equals(form.get("grant_type"))
                && isSigned(
                        form.getOrDefault("assertion", ""),
                        claims -> Set.of(url + TOKENS, GOOGLE)
                                .contains(claims.path("aud").asText()));
        if (!proven) {
            return HttpReply.json(
                    400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}");
        }
        String token = "ya29.planted-" + UUID.randomUUID();
        tokens.add(token);
        return HttpReply.json(
                200,
                ObjectJson.node()
                        .put("access_token", token)
                        .put("token_type", "Bearer")
                        .put("expires_in", LASTS_SECONDS)
                        .toString());
    }

    /** Whether a request comes from the account. */
    boolean sent(HttpCall call) {
        String header = call.header("authorization").orElse("");
        String token = header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
        return tokens.contains(token) || isSigned(token, claims -> true);
    }

    private interface Claims {
        boolean hold(JsonNode claims);
    }

    private boolean isSigned(String assertion, Claims wanted) {
        Matcher parts = ASSERTION.matcher(assertion);
        if (!parts.matches()) {
            return false;
        }
        Base64.Decoder decoder = Base64.getUrlDecoder();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII));
            JsonNode claims = ObjectJson.read(decoder.decode(parts.group(2)));
            long now = Instant.now().getEpochSecond();
            return signature.verify(decoder.decode(parts.group(3)))
                    && EMAIL.equals(claims.path("iss").asText())
                    && claims.path("exp").asLong() > now
                    && claims.path("exp").asLong() <= now + LASTS_SECONDS
                    && wanted.hold(claims);
        } catch (GeneralSecurityException | ApiError e) {
            return false;
        }
    }
}

package io.millrace.testkit.s3;

import io.millrace.testkit.http.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures of version 4 against the one account that there is. */
record Signature(String accessKey, String secretKey, Optional<String> sessionToken) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    private static final Pattern HEADER = Pattern.compile(
            ALGORITHM + " Credential=([^/]+)/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    void check(HttpCall call) throws S3Error {
        Optional<String> sent = call.header("authorization");
        if (sent.isEmpty()) {
            throw new S3Error(403, "AccessDenied", "Access Denied: the request is not signed");
        }
        Matcher header = HEADER.matcher(sent.get());
        if (!header.matches()) {
            throw new S3Error(400, "AuthorizationHeaderMalformed", "not a signature of version 4");
        }
        if (!header.group(1).equals(accessKey)) {
            throw new S3Error(403, "InvalidAccessKeyId", "The access key does not exist in our records");
        }
        if (!call.header("x-amz-security-token").equals(sessionToken)) {
            throw new S3Error(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
        }
        if (!signature(call, header.group(2), header.group(3)).equals(header.group(4))) {
            throw new S3Error(
                    403, "SignatureDoesNotMatch", "The request signature we calculated does not match the one sent");
        }
    }

    private String signature(HttpCall call, String scope, String signedHeaders) {
        int mark = call.target().indexOf('?');
        String path = encoded(mark < 0 ? call.target() : call.target().substring(0, mark), PLAIN + "/");
        String query = mark < 0 ? "" : call.target().substring(mark + 1);
        String headers = Arrays.stream(signedHeaders.split(";"))
                .map(name -> name + ":" + call.header(name).orElse("").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String payload = call.header("x-amz-content-sha256").orElse("");
        String request = String.join("\n", call.method(), path, sorted(query), headers, signedHeaders, payload);
        String text = String.join(
                "\n",
                ALGORITHM,
                call.header("x-amz-date").orElse(""),
                scope,
                sha256(request.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static String sorted(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.replace("+", "%20").split("=", 2))
                .map(pair -> encoded(pair[0], PLAIN) + "=" + (pair.length < 2 ? "" : encoded(pair[1], PLAIN)))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    /** The text as the rules of signing have it, however the client wrote it in the request. */
    private static String encoded(String text, String plain) {
        byte[] decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (byte each : decoded) {
            char letter = (char) (each & 0xff);
            if (plain.indexOf(letter) >= 0) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    static String sha256(byte[] content) {
        return hex("SHA-256", content);
    }

    static String md5(byte[] content) {
        return hex("MD5", content);
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(content))
                    .toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }
}

package io.millrace.testkit.bucket;

import io.millrace.testkit.http.Faults;
import io.millrace.testkit.s3.S3Emulator;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of the emulator of S3. */
record AmazonBucket(String name, S3Emulator s3) implements Bucket {

    @Override
    public URI root() {
        return URI.create("s3://" + name + "/");
    }

    @Override
    public Map<String, String> options() {
        return S3Emulator.options(s3.url(), s3.secretKey());
    }

    @Override
    public List<String> names() {
        return s3.names(name);
    }

    @Override
    public byte[] content(String key) {
        return s3.content(name, key);
    }

    @Override
    public Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        s3.requests().forEach((kind, count) -> requests.put(kind.name(), count));
        return requests;
    }

    @Override
    public Map<String, Integer> agents() {
        return s3.agents();
    }

    @Override
    public Faults faults() {
        return s3.faults();
    }

    @Override
    public int openUploads() {
        return s3.openUploads(name);
    }

    @Override
    public void close() throws IOException {
        s3.close();
    }
}

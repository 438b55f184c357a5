package io.millrace.testkit.gcs;

import io.millrace.testkit.gcs.StoredObject.Description;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Buckets and their objects, in memory. Every change is one step that all clients see at once. */
final class ObjectStore {

    private final Map<String, Bucket> buckets = new TreeMap<>();
    private final Clock clock = Clock.systemUTC();
    private long lastGeneration = clock.millis() * 1000;

    synchronized void createBucket(String name) throws ApiError {
        if (buckets.putIfAbsent(name, new Bucket()) != null) {
            throw ApiError.conflict("bucket " + name + " exists already");
        }
    }

    synchronized void deleteBucket(String name) throws ApiError {
        if (!bucket(name).objects.isEmpty()) {
            throw ApiError.conflict("bucket " + name + " is not empty");
        }
        buckets.remove(name);
    }

    synchronized List<String> bucketNames() {
        return List.copyOf(buckets.keySet());
    }

    synchronized void requireBucket(String name) throws ApiError {
        bucket(name);
    }

    synchronized Optional<StoredObject> find(String bucket, String name) throws ApiError {
        return Optional.ofNullable(bucket(bucket).objects.get(name));
    }

    /** @param generation the one that is wanted, nothing for the live one */
    synchronized StoredObject get(String bucket, String name, Optional<Long> generation) throws ApiError {
        Optional<StoredObject> object = find(bucket, name);
        if (object.isEmpty() || (generation.isPresent() && object.get().generation() != generation.get())) {
            throw ApiError.notFound("object " + bucket + "/" + name);
        }
        return object.get();
    }

    synchronized StoredObject put(
            String bucket, String name, byte[] content, Description description, Preconditions preconditions)
            throws ApiError {
        return put(bucket, name, content, description, preconditions, 0);
    }

    private StoredObject put(
            String bucket,
            String name,
            byte[] content,
            Description description,
            Preconditions preconditions,
            int components)
            throws ApiError {
        Bucket place = bucket(bucket);
        if (name.isEmpty() || name.length() > 1024 || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
            throw ApiError.invalid("not the name of an object: '" + name + "'");
        }
        preconditions.allowChange(Optional.ofNullable(place.objects.get(name)));
        Instant now = clock.instant();
        StoredObject object = new StoredObject(
                bucket,
                name,
                ++lastGeneration,
                1,
                content,
                description.contentType(),
                description.metadata(),
                StoredObject.crc32c(content),
                components > 0 ? Optional.empty() : Optional.of(StoredObject.md5(content)),
                components,
                now,
                now);
        place.put(object);
        return object;
    }

    synchronized StoredObject compose(
            String bucket, String name, List<Part> parts, Description description, Preconditions preconditions)
            throws ApiError {
        List<StoredObject> sources = new ArrayList<>();
        int length = 0;
        for (Part part : parts) {
            StoredObject source = get(bucket, part.name(), part.generation());
            part.preconditions().allowChange(Optional.of(source));
            sources.add(source);
            length += source.content().length;
        }
        byte[] content = new byte[length];
        int end = 0;
        int components = 0;
        for (StoredObject source : sources) {
            System.arraycopy(source.content(), 0, content, end, source.content().length);
            end += source.content().length;
            components += Math.max(1, source.components());
        }
        return put(bucket, name, content, description, preconditions, components);
    }

    synchronized StoredObject copy(StoredObject source, String bucket, String name, Preconditions preconditions)
            throws ApiError {
        Description description = new Description(source.contentType(), source.metadata());
        return put(bucket, name, source.content(), description, preconditions, source.components());
    }

    /** Changes what is said of an object, not what it holds. */
    synchronized StoredObject describe(StoredObject known, Description description, Preconditions preconditions)
            throws ApiError {
        StoredObject object = get(known.bucket(), known.name(), Optional.empty());
        preconditions.allowChange(Optional.of(object));
        StoredObject changed = new StoredObject(
                object.bucket(),
                object.name(),
                object.generation(),
                object.metageneration() + 1,
                object.content(),
                description.contentType(),
                description.metadata(),
                object.crc32c(),
                object.md5(),
                object.components(),
                object.created(),
                clock.instant());
        bucket(object.bucket()).put(changed);
        return changed;
    }

    synchronized void delete(String bucket, String name, Optional<Long> generation, Preconditions preconditions)
            throws ApiError {
        StoredObject object = get(bucket, name, generation);
        preconditions.allowChange(Optional.of(object));
        bucket(bucket).remove(name);
    }

    /** The objects of a bucket by name; stale: as they were before the last change. */
    synchronized Collection<StoredObject> list(String bucket, boolean stale) throws ApiError {
        Bucket place = bucket(bucket);
        return List.copyOf((stale ? place.beforeLastChange() : place.objects).values());
    }

    private Bucket bucket(String name) throws ApiError {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw ApiError.notFound("bucket " + name);
        }
        return bucket;
    }

    /** A source of a composed object. */
    record Part(String name, Optional<Long> generation, Preconditions preconditions) {}

    private static final class Bucket {

        private final TreeMap<String, StoredObject> objects = new TreeMap<>(Names.BY_UTF8);
        private String changed;
        private StoredObject before;

        void put(StoredObject object) {
            changed = object.name();
            before = objects.put(object.name(), object);
        }

        void remove(String name) {
            changed = name;
            before = objects.remove(name);
        }

        Map<String, StoredObject> beforeLastChange() {
            Map<String, StoredObject> stale = new TreeMap<>(objects);
            if (before != null) {
                stale.put(changed, before);
            } else if (changed != null) {
                stale.remove(changed);
            }
            return stale;
        }
    }
}

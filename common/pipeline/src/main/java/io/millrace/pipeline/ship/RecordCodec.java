package io.millrace.pipeline.ship;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.OptionalInt;

/** Java serialization for trees of records and optionals that are not {@link Serializable} themselves. */
final class RecordCodec {

    private RecordCodec() {}

    static byte[] write(Record tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Out(bytes)) {
            out.writeObject(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ship " + tree.getClass().getSimpleName(), e);
        }
        return bytes.toByteArray();
    }

    static <T extends Record> T read(byte[] bytes, Class<T> type) {
        try (ObjectInputStream in = new In(new ByteArrayInputStream(bytes), type.getClassLoader())) {
            return type.cast(in.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a shipped " + type.getSimpleName(), e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class path here differs from the sender's", e);
        }
    }

    private static final class Out extends ObjectOutputStream {
        Out(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) throws IOException {
            if (value instanceof Record whole && !(value instanceof Serializable)) {
                return Parts.of(whole);
            } else if (value instanceof Optional<?> optional) {
                return new Maybe(optional.orElse(null));
            } else if (value instanceof OptionalInt optional) {
                return new MaybeInt(optional.isPresent(), optional.orElse(0));
            }
            return value;
        }
    }

    private static final class In extends ObjectInputStream {
        private final ClassLoader classes;

        In(InputStream in, ClassLoader classes) throws IOException {
            super(in);
            this.classes = classes;
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, classes);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }

        @Override
        protected Object resolveObject(Object value) throws IOException {
            if (value instanceof Parts parts) {
                return parts.whole(classes);
            } else if (value instanceof Maybe maybe) {
                return Optional.ofNullable(maybe.value());
            } else if (value instanceof MaybeInt maybe) {
                return maybe.present() ? OptionalInt.of(maybe.value()) : OptionalInt.empty();
            }
            return value;
        }
    }

    private record Maybe(Object value) implements Serializable {}

    private record MaybeInt(boolean present, int value) implements Serializable {}

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Parts(String type, Object[] values) implements Serializable {

        static Parts of(Record value) throws IOException {
            try {
                RecordComponent[] components = value.getClass().getRecordComponents();
                Object[] values = new Object[components.length];
                for (int index = 0; index < components.length; index++) {
                    values[index] = components[index].getAccessor().invoke(value);
                }
                return new Parts(value.getClass().getName(), values);
            } catch (ReflectiveOperationException e) {
                throw new IOException("cannot take apart " + value.getClass(), e);
            }
        }

        Object whole(ClassLoader classes) throws IOException {
            try {
                Class<?> type = Class.forName(this.type, true, classes);
                RecordComponent[] components = type.getRecordComponents();
                Class<?>[] types = new Class<?>[components.length];
                for (int index = 0; index < components.length; index++) {
                    types[index] = components[index].getType();
                }
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IOException("cannot put together " + type, e);
            }
        }
    }
}

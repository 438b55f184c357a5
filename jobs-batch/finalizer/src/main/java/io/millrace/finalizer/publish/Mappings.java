package io.millrace.finalizer.publish;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/** Ends mappings of files, which Java 17 leaves to its collector; jdk.unsupported says how, to libraries. */
final class Mappings {

    private static final Object UNSAFE;
    private static final Method INVOKE_CLEANER;

    static {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            UNSAFE = field.get(null);
            INVOKE_CLEANER = type.getMethod("invokeCleaner", ByteBuffer.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Mappings() {}

    /** Nobody may look at it afterwards, nor at a part of it. */
    static void end(MappedByteBuffer mapping) {
        if (mapping.capacity() == 0) {
            return;
        }
        try {
            INVOKE_CLEANER.invoke(UNSAFE, mapping);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a mapping of a file cannot be ended", e);
        }
    }
}

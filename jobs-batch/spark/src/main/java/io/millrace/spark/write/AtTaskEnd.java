package io.millrace.spark.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** Closes something when its task ends, however it ends. */
public record AtTaskEnd(Closeable resource) implements TaskCompletionListener {

    /** Has a resource closed at the end of the task that this thread is at. */
    public static void close(Closeable resource) {
        TaskContext.get().addTaskCompletionListener(new AtTaskEnd(resource));
    }

    @Override
    public void onTaskCompletion(TaskContext context) {
        try {
            resource.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

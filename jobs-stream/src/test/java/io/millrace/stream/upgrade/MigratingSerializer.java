package io.millrace.stream.upgrade;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A serializer of texts whose next form reads what this one wrote, after a migration. */
class MigratingSerializer extends TypeSerializerSingleton<String> {

    private static final long serialVersionUID = 1;

    private static final TypeSerializer<String> TEXTS = StringSerializer.INSTANCE;

    /** The form that comes after it. */
    static final class Next extends MigratingSerializer {
        private static final long serialVersionUID = 1;

        @Override
        public TypeSerializerSnapshot<String> snapshotConfiguration() {
            return new NextWritten();
        }
    }

    public static class Written extends SimpleTypeSerializerSnapshot<String> {
        public Written() {
            super(MigratingSerializer::new);
        }
    }

    public static final class NextWritten extends SimpleTypeSerializerSnapshot<String> {
        public NextWritten() {
            super(Next::new);
        }

        @Override
        public TypeSerializerSchemaCompatibility<String> resolveSchemaCompatibility(
                TypeSerializerSnapshot<String> earlier) {
            return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        return new Written();
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public String copy(String from) {
        return from;
    }

    @Override
    public String copy(String from, String reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(String text, DataOutputView out) throws IOException {
        TEXTS.serialize(text, out);
    }

    @Override
    public String deserialize(DataInputView in) throws IOException {
        return TEXTS.deserialize(in);
    }

    @Override
    public String deserialize(String reuse, DataInputView in) throws IOException {
        return TEXTS.deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        TEXTS.copy(in, out);
    }
}

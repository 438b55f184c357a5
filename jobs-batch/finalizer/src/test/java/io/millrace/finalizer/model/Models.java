package io.millrace.finalizer.model;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The model that ships. */
final class Models {

    private Models() {}

    static SqlModel shipped() {
        try {
            return SqlModel.read(TestWarehouse.SQL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.millrace.finalizer.load;

/** What every load into whichever file needs. */
record Tools(WarehouseLock lock, LakeScan scan, Inspection inspection, LakeKeys keys) {

    /** The same with another scan of the lake. */
    Tools scanning(LakeScan other) {
        return new Tools(lock, other, inspection, keys);
    }
}

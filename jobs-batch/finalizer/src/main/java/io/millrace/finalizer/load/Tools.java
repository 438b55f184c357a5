package io.millrace.finalizer.load;

/** What every load into whichever file needs. */
record Tools(WarehouseLock lock, LakeScan scan, Inspection inspection, LakeKeys keys) {}

package dev.dockdash.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs an operation when it ends. */
final class ProgressLog implements ProgressListener {

    private static final Logger LOG = System.getLogger(ProgressLog.class.getName());

    @Override
    public void changed(Progress progress) {
        if (progress.finished()) {
            LOG.log(Level.INFO, ProgressLine.describe(progress));
        }
    }
}

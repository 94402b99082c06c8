package org.rapaio.jupyter.kernel.channels;

/**
 * In place of the class of this name in the kernel's jar, which starts to run before it is marked as running: about one kernel in ten
 * then listens to nobody, for ever.
 */
public final class LoopThread extends Thread {
    private final long sleep;
    private final Runnable body;
    private volatile boolean isRunning = true;

    public LoopThread(String name, long sleep, Runnable body) {
        super(name);
        this.sleep = sleep;
        this.body = body;
    }

    @Override
    public void run() {
        try {
            while (isRunning) {
                body.run();
                Thread.sleep(sleep);
            }
        } catch (InterruptedException e) {
            isRunning = false;
        }
    }

    public void shutdown() {
        isRunning = false;
    }
}

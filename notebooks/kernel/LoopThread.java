package org.rapaio.jupyter.kernel.channels;

/**
 * In place of the class of this name in the kernel's jar, which may listen to nobody, for ever: it starts to run before it is marked as
 * running, and it dies of a message that comes before the kernel knows what to do with it. Jupyter asks again until it is answered.
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
                runOnce();
                Thread.sleep(sleep);
            }
        } catch (InterruptedException e) {
            isRunning = false;
        }
    }

    private void runOnce() {
        try {
            body.run();
        } catch (RuntimeException e) {
            System.err.println(getName() + ": a message was not understood: " + e);
        }
    }

    public void shutdown() {
        isRunning = false;
    }
}

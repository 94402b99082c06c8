/**
 * Computes single cells and isolates their faults: with a time limit, in a process of their own when they run code of the user,
 * and with a row as the result in any case.
 *
 * <pre>
 *   CellTask ---&gt; Outcome ---&gt; CellError             an estimate, or an error
 *            ---&gt; CellTimeout                        in this process: interrupts a cell after its time limit
 *            ---&gt; Isolation ---&gt; Workers ---&gt; Worker    in another process
 *   Worker   ---&gt; WorkerSpec ---&gt; WorkerCommand      starts WorkerMain in a process
 *            ---&gt; ProcessWatchdog                    kills the process after its time limit
 *            ---&gt; StderrForwarder                    forwards its standard error
 *            ---&gt; FramedMessages                     Request to the worker, OutcomeWriter to OutcomeReader back
 *   CellTimeout, ProcessWatchdog ---&gt; Limits, PeriodicCheck
 * </pre>
 *
 * Uses {@code plan} and {@code schema}. Plain Java, without Spark and without result files.
 */
package icl.jobs.isolation;

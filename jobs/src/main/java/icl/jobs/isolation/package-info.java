/**
 * Computes single cells so that none harms another: with a time limit, in a process of its own where it runs code of the user,
 * and with a row whatever happens.
 *
 * <pre>
 *   CellTask ---> Outcome ---> CellError               an estimate, or why there is none
 *            ---> CellTimeout ---> Limits, PeriodicCheck            in this process: ends what takes too long
 *            ---> Isolation ---> Workers ---> Worker   in another one
 *                 Worker ---> ProcessWatchdog                    ends it when it takes too long
 *                        ---> StderrForwarder                  passes its standard error on
 *                        ---> WorkerCommand  - - process - ->  WorkerMain
 *                        ---> Request, OutcomeReader   - - pipe - ->  OutcomeWriter
 * </pre>
 *
 * Rests on {@code plan} and {@code schema}. Plain Java: knows neither Spark nor files.
 */
package icl.jobs.isolation;

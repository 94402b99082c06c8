package icl.jobs.sweep;

import icl.core.check.Invalid;

/**
 * A place in a text that a user wrote.
 *
 * @param label the file, or the option, as the user named it
 * @param line from 1; 0 where the text has only one
 */
record Mark(String label, int line) {
    /** The refusal of what stands here: {@code sweeps/x.yaml:12: <problem>}. */
    Invalid invalid(String problem) {
        return new Invalid(this + ": " + problem);
    }

    /** The same refusal, here. The path is said where it leads deeper than what stands here. */
    Invalid invalid(Invalid problem) {
        return invalid(problem.path().size() > 1 ? problem.getMessage() : problem.problem());
    }

    @Override
    public String toString() {
        return line == 0 ? label : label + ":" + line;
    }
}

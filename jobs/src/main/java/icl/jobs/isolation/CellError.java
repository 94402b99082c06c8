package icl.jobs.isolation;

import icl.core.check.Invalid;
import icl.core.check.NotFinite;
import icl.core.risk.formula.NoClosedForm;
import icl.jobs.schema.ErrorKind;
import icl.jobs.secrets.Secrets;
import icl.jobs.sweep.TrainingFailed;

/**
 * Why a cell has no result.
 *
 * @param text one line, without secrets
 */
record CellError(ErrorKind kind, String text) {
    /** The longest text that a row keeps. */
    private static final int LONGEST = 1000;

    CellError {
        String line = Secrets.hidden(text).strip().replaceAll("\\s+", " ");
        text = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** Our own words as they are; of anything else also its class and where it was thrown. */
    static CellError of(Throwable thrown) {
        ErrorKind kind = kind(thrown);
        boolean isOurs = switch (kind) {
            case INVALID, NO_CLOSED_FORM, DIVERGED, NOT_FINITE -> true;
            default -> false;
        };
        return new CellError(kind, isOurs ? thrown.getMessage() : thrown + at(thrown.getStackTrace()));
    }

    private static ErrorKind kind(Throwable thrown) {
        if (thrown instanceof Invalid) {
            return ErrorKind.INVALID;
        }
        if (thrown instanceof NoClosedForm) {
            return ErrorKind.NO_CLOSED_FORM;
        }
        if (thrown instanceof TrainingFailed) {
            return ErrorKind.DIVERGED;
        }
        if (thrown instanceof NotFinite) {
            return ErrorKind.NOT_FINITE;
        }
        if (thrown instanceof OutOfMemoryError) {
            return ErrorKind.MEMORY;
        }
        return thrown instanceof StackOverflowError ? ErrorKind.STACK : ErrorKind.EXCEPTION;
    }

    private static String at(StackTraceElement[] trace) {
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}

package icl.jobs.verification;

import java.util.ArrayList;
import java.util.List;

/** What a verification found, check by check. */
public final class Findings {
    private final List<Check> checks = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * One kind of thing that was checked.
     *
     * @param what in a few words
     * @param number how many of them
     */
    public record Check(String what, long number, long problems) {}

    /** Notes how many were checked, of which those noted since the check before are wrong. */
    void checked(String what, long number) {
        long before = checks.stream().mapToLong(Check::problems).sum();
        checks.add(new Check(what, number, problems.size() - before));
    }

    void problem(String problem) {
        problems.add(problem);
    }

    void note(String note) {
        notes.add(note);
    }

    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Each in one line: what is damaged. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Each in one line: what is no damage, but should be known. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}

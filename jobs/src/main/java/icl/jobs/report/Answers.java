package icl.jobs.report;

import icl.jobs.frame.Frame;
import icl.jobs.query.Query;

/** What answers queries over one results folder. */
@FunctionalInterface
public interface Answers {
    Frame to(Query query);
}

package icl.jobs.watch;

/** What is answered to a request: a text in UTF-8. */
record Reply(int status, String type, String body) {
    static Reply json(String text) {
        return new Reply(200, "application/json; charset=utf-8", text);
    }

    /** In one line, what is wrong. */
    static Reply refusal(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text + "\n");
    }
}

package icl.jobs.report;

import icl.jobs.frame.Frame;
import icl.jobs.query.Query;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was run and how: the first part of a page.
 *
 * @param runs a row for each
 * @param measures a row for each design, architecture and measure
 * @param failures a row for each kind
 */
record Runs(Rows runs, Rows measures, Rows failures) {
    static final Query RUNS = Query.of("""
            SELECT run_id AS run, started_at AS started, round(timestampdiff(MILLISECOND, started_at, finished_at) / 1000, 1) AS seconds,
              planned, skipped, ok, failed, coalesce(stopped, if(finished_at IS NULL, 'no end', NULL)) AS stopped,
              sweep, seed, concat(substr(commit, 1, 12), if(dirty, ' with changes', '')) AS commit, icl_version AS icl,
              java_version AS java, spark_version AS spark, master, os, os_arch AS processor, cores,
              round(heap_bytes / 1048576) AS heap_mb, file, overrides, tables, yaml
            FROM sweeps ORDER BY run_id DESC""");

    static final Query MEASURES = Query.of("""
            SELECT design, architecture, measure, count_if(status = 'ok') AS ok, count_if(status = 'failed') AS failed,
              min(risk) AS least_risk, max(risk) AS largest_risk, sum(cpu_seconds) AS cpu_seconds
            FROM results GROUP BY design, architecture, measure ORDER BY design, architecture, measure""");

    static final Query FAILURES = Query.of("""
            SELECT measure, error_kind AS kind, count(*) AS cells, min(error) AS example
            FROM errors GROUP BY measure, error_kind ORDER BY cells DESC, measure, kind""");

    /** So many runs are shown. */
    private static final int SHOWN = 50;

    private static final List<String> WHAT =
            List.of("run", "started", "seconds", "planned", "skipped", "ok", "failed", "stopped", "seed");

    private static final List<String> HOW =
            List.of("run", "commit", "icl", "java", "spark", "master", "os", "processor", "cores", "heap_mb");

    /** The sweep that owns the folder. */
    String sweep() {
        return runs.texts("sweep").get(0);
    }

    /** All results that are there, of whatever status. */
    long results() {
        return ok() + failed();
    }

    /** The results that have a risk. */
    long ok() {
        return sum("ok");
    }

    private long failed() {
        return sum("failed");
    }

    private long sum(String column) {
        return (long) measures.numbers(column).sum();
    }

    /** Whether there are results with these values in these columns. */
    static boolean has(Frame measures, Map<String, String> values) {
        return new Rows(measures)
                .objects().stream().anyMatch(row -> row.entrySet().containsAll(values.entrySet()));
    }

    /** In a sentence. */
    String summary() {
        int number = runs.frame().rows().size();
        return String.format(
                Locale.ROOT,
                "%,d results of %s; %s. Seed %s; commit %s.",
                ok(),
                number == 1 ? "one run" : String.format(Locale.ROOT, "%,d runs", number),
                failed() == 0 ? "none failed" : String.format(Locale.ROOT, "%,d failed", failed()),
                String.join(", ", runs.texts("seed")),
                runs.texts("commit").stream().limit(3).collect(Collectors.joining(", ")));
    }

    String html() {
        Rows latest = runs.first(SHOWN);
        int number = runs.frame().rows().size();
        String some = number > SHOWN ? ", the last " + SHOWN + " of " + number : "";
        return Html.table("Results by design, architecture and measure", measures.frame())
                + Html.table("Runs" + some + ", times in UTC", latest.columns(WHAT))
                + Html.table("What the runs were made with", latest.columns(HOW))
                + failuresHtml();
    }

    private String failuresHtml() {
        return failures.frame().rows().isEmpty()
                ? "<p>No cell failed.</p>\n"
                : Html.table("Failures by kind", failures.frame());
    }

    /** The sweep files, each text once. */
    String files() {
        Frame files = runs.columns(List.of("file", "overrides", "tables", "yaml"));
        return files.rows().stream().distinct().map(Runs::file).collect(Collectors.joining());
    }

    private static String file(List<Object> file) {
        StringBuilder html = new StringBuilder("<details open>\n<summary>")
                .append(Html.text(String.valueOf(file.get(0))))
                .append("</summary>\n");
        if (!"{}".equals(file.get(1))) {
            html.append("<p>With <code>--set</code> ")
                    .append(Html.text((String) file.get(1)))
                    .append("</p>\n");
        }
        if (!"{}".equals(file.get(2))) {
            html.append("<p>Its tables of cells:</p>\n").append(pre((String) file.get(2)));
        }
        return html.append(pre((String) file.get(3))).append("</details>\n").toString();
    }

    private static String pre(String text) {
        return "<pre tabindex=\"0\">" + Html.lines(text) + "</pre>\n";
    }
}

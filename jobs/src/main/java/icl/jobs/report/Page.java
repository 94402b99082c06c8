package icl.jobs.report;

import icl.core.check.Invalid;
import icl.jobs.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One HTML file on a results folder that asks nothing of the network: what was run, the figures with their numbers under the
 * pointer, the worst disagreements, the results to be filtered, the sweep files.
 */
public final class Page {
    /** What a page needs of any answer, and the most results of a figure on it. */
    public static final int MOST_ROWS = 10_000;

    /** Queries at once: planning one takes longer than answering it. */
    private static final int AT_ONCE = 3;

    private final Runs runs;
    private final List<PageFigure> figures;
    private final Map<Worst, Frame> worst;
    private final Sample sample;

    private Page(Runs runs, List<PageFigure> figures, Map<Worst, Frame> worst, Sample sample) {
        this.runs = runs;
        this.figures = figures;
        this.worst = worst;
        this.sample = sample;
    }

    /**
     * The page of the folder that these answers are from, as a file.
     *
     * @param folder its name
     * @param answers of at most {@link #MOST_ROWS} rows
     * @throws Invalid when it holds no results
     */
    public static byte[] of(String folder, Answers answers) {
        ExecutorService asking = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Page page = ask(answers, asking);
            if (page.runs.results() == 0) {
                throw new Invalid("Cannot write report: no results in " + folder + " (icl sweep makes some)");
            }
            return page.html().getBytes(StandardCharsets.UTF_8);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : e;
        } finally {
            asking.shutdownNow();
        }
    }

    private static Page ask(Answers answers, ExecutorService asking) {
        CompletableFuture<Frame> measures = async(() -> answers.to(Runs.MEASURES), asking);
        CompletableFuture<Source> source = async(() -> Source.of(answers), asking);
        CompletableFuture<Frame> runs = async(() -> answers.to(Runs.RUNS), asking);
        CompletableFuture<Frame> failures = async(() -> answers.to(Runs.FAILURES), asking);
        CompletableFuture<Sample> sample = async(() -> Sample.of(answers, source.join()), asking);
        Map<Worst, CompletableFuture<Frame>> worst = new EnumMap<>(Worst.class);
        Stream.of(Worst.values())
                .filter(each -> Runs.has(measures.join(), each.drawnFrom()))
                .forEach(each -> worst.put(each, async(() -> answers.to(each.query()), asking)));
        List<CompletableFuture<PageFigure>> figures = Figures.all().stream()
                .map(figure -> Runs.has(measures.join(), figure.drawnFrom())
                        ? async(() -> PageFigure.of(figure, answers, source.join()), asking)
                        : CompletableFuture.completedFuture(PageFigure.none(figure)))
                .toList();
        return new Page(
                new Runs(new Rows(runs.join()), new Rows(measures.join()), new Rows(failures.join())),
                figures.stream().map(CompletableFuture::join).toList(),
                joined(worst),
                sample.join());
    }

    private static Map<Worst, Frame> joined(Map<Worst, CompletableFuture<Frame>> worst) {
        Map<Worst, Frame> joined = new EnumMap<>(Worst.class);
        worst.forEach((each, frame) -> joined.put(each, frame.join()));
        return joined;
    }

    private static <T> CompletableFuture<T> async(Supplier<T> work, ExecutorService asking) {
        return CompletableFuture.supplyAsync(work, asking);
    }

    private String html() {
        Inline style = new Inline(Woff.face(FontFace.NAME, FontFace.REGULAR) + Inline.resource("page.css"));
        List<Inline> scripts = List.of(Inline.of(Vega.DRAWS), Inline.of(Vega.COMPILES), Inline.of("page.js"));
        Map<String, String> parts = new HashMap<>();
        parts.put("policy", policy(style, scripts));
        parts.put("style", style.text());
        parts.put("sweep", Html.text(runs.sweep()));
        parts.put("summary", Html.text(runs.summary()));
        parts.put("runs", runs.html());
        parts.put("figures", figuresHtml());
        parts.put("worst", worstHtml());
        parts.put("sample", Html.text(sample.words(runs.ok())));
        parts.put("files", runs.files());
        parts.put("cite", Html.text(cite()));
        parts.put("data", Html.json(data()));
        parts.put(
                "scripts",
                scripts.stream().map(s -> "<script>" + s.text() + "</script>").collect(Collectors.joining("\n")));
        return new Template(Inline.resource("page.html")).with(parts);
    }

    /** Nothing from elsewhere, and no script but ours; Vega makes functions of the expressions of a figure. */
    private static String policy(Inline style, List<Inline> scripts) {
        String sources = scripts.stream().map(Inline::source).collect(Collectors.joining(" "));
        return "default-src 'none'; script-src 'unsafe-eval' " + sources + "; style-src " + style.source()
                + "; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
    }

    private String figuresHtml() {
        String drawn = figures.stream()
                .filter(PageFigure::isDrawn)
                .map(PageFigure::html)
                .collect(Collectors.joining());
        String absent = figures.stream()
                .filter(f -> !f.isDrawn())
                .map(PageFigure::absence)
                .collect(Collectors.joining());
        return drawn
                + (absent.isEmpty()
                        ? ""
                        : "<details>\n<summary>Figures that are not drawn</summary>\n<ul>\n" + absent
                                + "</ul>\n</details>\n");
    }

    private String worstHtml() {
        String tables = worst.entrySet().stream()
                .map(each -> each.getKey().html(each.getValue()))
                .collect(Collectors.joining());
        return tables.isEmpty() ? "<p>Nothing here was obtained in two ways.</p>\n" : tables;
    }

    private String cite() {
        List<String> versions = new ArrayList<>(runs.runs().texts("icl"));
        return "Sweep " + runs.sweep() + ", seed "
                + String.join(", ", runs.runs().texts("seed")) + ", computed with icl " + String.join(", ", versions)
                + ", commit " + String.join(", ", runs.runs().texts("commit")) + ".";
    }

    private Map<String, Object> data() {
        return Spec.of(
                "sweep", runs.sweep(),
                "figures",
                        figures.stream()
                                .filter(PageFigure::isDrawn)
                                .map(PageFigure::json)
                                .toList(),
                "results", ColumnarJson.of(sample.shown()));
    }
}

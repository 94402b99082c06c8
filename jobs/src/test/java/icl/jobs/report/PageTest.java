package icl.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultTable;
import icl.jobs.frame.Frame;
import icl.jobs.query.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as it is written; {@code PageBrowserTest} opens it. */
class PageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ResultTable table;
    private static String text;
    private static Document page;
    private static Document hostile;

    @BeforeAll
    static void writePages() throws IOException {
        table = PageTables.lengths().table();
        text = PageTables.lengths().page();
        page = Jsoup.parse(text);
        hostile = Jsoup.parse(PageTables.page(PageTables.hostile(folder)));
    }

    @Test
    void saysWhatWasRun() {
        assertThat(page.title()).isEqualTo("small · icl");
        assertThat(page.select("header p").first().text())
                .matches("\\d+ results of one run; none failed\\. Seed 7; commit .+\\.");
        assertThat(captions(page)).contains("Results by design, architecture and measure", "Runs, times in UTC");
        assertThat(page.select("table:contains(What the runs were made with) th")
                        .eachText())
                .contains("commit", "icl", "java", "spark", "master", "cores");
        assertThat(page.select("details pre").eachText()).containsExactly("name: small");
        assertThat(page.select("blockquote").text())
                .contains("Sweep small, seed 7, computed with icl", "arXiv 2407.10005");
    }

    @Test
    void figuresAreThoseThatTheFolderHasResultsFor() throws IOException {
        assertThat(page.select("figure h3").eachText()).containsExactly("iid-length", "agreement");
        assertThat(page.select("#figure-iid-length figcaption").text()).contains("Sweep small; seed 7;");
        assertThat(page.select("details:contains(Figures that are not drawn) li")
                        .eachText())
                .hasSize(Figures.names().size() - 2)
                .contains("map: no results for it here; icl sweep sweeps/map.yaml makes them");
        JsonNode figure = data(page).get("figures").get(0);
        assertThat(figure.get("name").asText()).isEqualTo("iid-length");
        Drawing drawing = Drawing.of(Figures.named("iid-length"), answers(), Size.COLUMN, Drawing.ALL);
        JsonNode specification = JSON.readTree(Spec.json(drawing.specification()));
        assertThat(figure.get("specifications").get("column").get("concat")).isEqualTo(specification.get("concat"));
        assertThat(rows(figure.get("data"))).isEqualTo(drawing.data().rows().size());
    }

    @Test
    void whatIsNotAskedForWouldHaveNoAnswer() {
        Source source = Source.of(answers());
        Frame measures = answers().to(Runs.MEASURES);
        for (Figure figure : Figures.all()) {
            if (!Runs.has(measures, figure.drawnFrom())) {
                assertThat(Drawing.data(figure, answers(), source, Drawing.ALL))
                        .as(figure.name())
                        .isEmpty();
            }
        }
        assertThat(Runs.has(measures, Figures.named("drift").drawnFrom())).isFalse();
        assertThat(Runs.has(measures, Figures.named("iid-length").drawnFrom())).isTrue();
    }

    @Test
    void disagreementsBeginWithTheLargest() {
        Element simulated =
                page.select("table:contains(Simulated against exact risk)").first();
        assertThat(simulated.select("caption").text()).contains("is met by chance with probability");
        List<Double> z = simulated.select("tbody tr td:first-child").eachText().stream()
                .map(text -> Math.abs(Double.parseDouble(text)))
                .toList();
        assertThat(z).hasSize(20).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        Frame largest = answers().to(Query.of("SELECT max(abs(simulated_z)) FROM gap"));
        assertThat(z.get(0))
                .isCloseTo((Double) largest.rows().get(0).get(0), org.assertj.core.data.Offset.offset(1e-4));
        assertThat(captions(page)).anyMatch(caption -> caption.startsWith("Trained against exact risk"));
    }

    @Test
    void theResultsAreInIt() throws IOException {
        JsonNode results = data(page).get("results");
        Frame count = answers().to(Query.of("SELECT count(*) FROM results"));
        assertThat(rows(results)).isEqualTo(((Number) count.rows().get(0).get(0)).intValue());
        assertThat(results.get("names").toString())
                .contains("\"risk\"", "\"lower\"")
                .doesNotContain("base");
        assertThat(page.select("#results ~ p").first().text())
                .startsWith("All ")
                .endsWith(" results are here.");
    }

    @Test
    void manyResultsAreSampled() throws IOException {
        String written = PageTables.page(FigureTables.ofMany(folder));
        Document large = Jsoup.parse(written);
        assertThat(rows(data(large).get("results"))).isEqualTo(Page.MOST_ROWS);
        assertThat(large.select("#results ~ p").first().text())
                .startsWith("10,000 results of 10,432 are here, those of cells at random");
        assertThat(large.select("details:contains(Figures that are not drawn) li")
                        .eachText())
                .anyMatch(text -> text.startsWith("aligned-length: Cannot draw"));
        Map<String, Integer> points = new HashMap<>();
        data(large)
                .get("figures")
                .forEach(figure -> points.put(figure.get("name").asText(), rows(figure.get("data"))));
        assertThat(points).containsEntry("map", 5200).containsEntry("agreement", 5216);
        assertThat(written.getBytes(UTF_8).length).isLessThan(3_000_000);
    }

    @Test
    void whatIsInjectedStaysText() throws IOException {
        assertThat(hostile.select("img, [onerror]")).isEmpty();
        assertThat(hostile.select("script")).hasSize(4);
        String shown = PageTables.HOSTILE.replace("\u2028", "\\u2028").replace("\u202E", "\\u202e");
        assertThat(hostile.body().wholeText()).contains("# " + shown, shown + ".yaml");
        assertThat(hostile.select("table:contains(Failures by kind) td").eachText())
                .anyMatch(text -> text.contains("onerror"));
        assertThat(data(hostile).get("sweep").asText()).isEqualTo("small");
    }

    @Test
    void nothingIsAskedOfTheNetworkAndNoScriptRunsButOurs() throws Exception {
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe-inline", "http", "*");
        for (Element inline : page.select("script:not([type]), style")) {
            assertThat(policy).contains("'sha256-" + sha256(inline.data()) + "'");
        }
        assertThat(page.select("[src], link:not([rel=icon]), iframe, object, base, form[action]"))
                .isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(to -> to.startsWith("#") || to.equals("data:,"));
        assertThat(text).doesNotContain("sourceMappingURL");
    }

    @Test
    void itCanBeReadAloud() {
        for (Document each : List.of(page, hostile)) {
            assertThat(each.select("html").attr("lang")).isEqualTo("en");
            assertThat(each.select("main, header, footer, nav[aria-label]")).hasSize(4);
            assertThat(each.select("h1")).hasSize(1);
            requireHeadingsInOrder(each.select("h1, h2, h3, h4"));
            assertThat(each.select("table:not(:has(caption))")).isEmpty();
            assertThat(each.select("th:not([scope])")).isEmpty();
            assertThat(each.select("[role=img]:not([aria-label]):not([aria-labelledby])"))
                    .isEmpty();
            requireReferences(each);
            assertThat(each.select("body > :first-child").attr("href")).isEqualTo("#main");
        }
    }

    private static void requireHeadingsInOrder(Elements headings) {
        int level = 0;
        for (Element heading : headings) {
            int next = heading.tagName().charAt(1) - '0';
            assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
            level = next;
        }
    }

    private static void requireReferences(Document document) {
        Set<String> ids = new HashSet<>();
        document.select("[id]")
                .forEach(element ->
                        assertThat(ids.add(element.id())).as(element.id()).isTrue());
        assertThat(ids).containsAll(document.select("[aria-labelledby]").eachAttr("aria-labelledby"));
        assertThat(ids)
                .containsAll(document.select("a[href^=#]").eachAttr("href").stream()
                        .map(to -> to.substring(1))
                        .toList());
    }

    @Test
    void theSameFolderGivesTheSamePage() {
        assertThat(PageTables.page(table)).isEqualTo(text);
    }

    private static List<String> captions(Document document) {
        return document.select("caption").eachText();
    }

    private static JsonNode data(Document document) throws IOException {
        return JSON.readTree(document.getElementById("data").data());
    }

    /** How many rows a table in the data has. */
    private static int rows(JsonNode table) {
        JsonNode first = table.get("columns").get(0);
        JsonNode list = first.has("at") ? first.get("at") : first;
        int sum = 0;
        for (JsonNode times : list.path("times")) {
            sum += times.asInt();
        }
        return list.isArray() ? list.size() : sum;
    }

    private static Answers answers() {
        return query -> query.run(SharedSpark.session(), table, 10_000);
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}

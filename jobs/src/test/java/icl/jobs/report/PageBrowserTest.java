package icl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

/** The page in Chromium. What can be seen without one is in {@code PageTest}. */
class PageBrowserTest {
    private static final String READY = "document.body?.dataset.ready === 'yes'";
    private static final String COUNT = "document.getElementById('count').textContent";

    /** The uppermost mark of the first figure. */
    private static final String POINT = "[...document.querySelectorAll('#figure-iid-length .mark-symbol path')]"
            + ".filter(path => path.__data__.datum?.measure === 'trained').at(-1)";

    @TempDir
    private static Path folder;

    /** Processes of the browser that end late still write into it: what they leave is no failure. */
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    private static Path profile;

    private static Browser browser;
    private static Path page;
    private static Path hostile;
    private static Path training;
    private static Path map;

    @BeforeAll
    static void openBrowser() throws IOException {
        Optional<Path> program = Browser.program();
        assumeTrue(
                program.isPresent(),
                "The page is not tested in a browser: no chromium on the PATH (apt-get install chromium, or name one in ICL_CHROMIUM)");
        page = Files.writeString(
                folder.resolve("page.html"), PageTables.lengths().page());
        hostile = Files.writeString(folder.resolve("hostile.html"), PageTables.page(PageTables.hostile(folder)));
        training = pageOf("training");
        map = pageOf("map");
        browser = Browser.start(program.get(), profile);
    }

    private static Path pageOf(String figure) throws IOException {
        return Files.writeString(folder.resolve(figure + ".html"), PageTables.page(FigureTables.of(figure, folder)));
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        screen(1200, false);
        browser.ask("Emulation.setEmulatedMedia", "features", List.of());
        browser.open(page, READY);
    }

    @Test
    void nothingIsAmissAndNothingLeavesThePage() {
        browser.open(hostile, READY);
        assertThat(browser.value("document.querySelectorAll('img').length").asInt())
                .isZero();
        assertThat(browser.value("document.getElementById('files').parentElement.innerText")
                        .asText())
                .contains("<script>alert(1)</script>");
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
        assertThat(browser.events("Log.entryAdded")).isEmpty();
        assertThat(browser.events("Page.javascriptDialogOpening")).isEmpty();
        assertThat(browser.events("Network.requestWillBeSent"))
                .extracting(event -> event.get("request").get("url").asText())
                .isNotEmpty()
                .allMatch(url -> url.matches("(file|data|blob):.*"));
    }

    @Test
    void everyFigureIsDrawn() {
        assertThat(browser.value(
                        "[...document.querySelectorAll('figure')].map(f => f.querySelectorAll('.chart path').length)"))
                .hasSize(2)
                .allMatch(marks -> marks.asInt() > 20);
    }

    @Test
    void thePointerShowsTheNumbers() {
        pointAt(POINT);
        String shown =
                browser.value("document.getElementById('tooltip').innerText").asText();
        JsonNode datum = browser.value("(({risk, length}) => ({risk, length}))(" + POINT + ".__data__.datum)");
        assertThat(shown).contains("risk", "length", "measure", "trained");
        assertThat(number(shown, "risk"))
                .isCloseTo(datum.get("risk").asDouble(), org.assertj.core.data.Percentage.withPercentage(1e-3));
        assertThat(number(shown, "length")).isEqualTo(datum.get("length").asDouble());
        browser.movePointer(2, 2);
        browser.await("document.getElementById('tooltip').hidden");
    }

    /** As many rows as 20 restarts of six panels have. */
    @Test
    void longCurvesShowTheirNumbersToo() {
        browser.open(training, READY);
        browser.value("""
                (() => {
                  const figure = figures.find(figure => figure.name === 'training');
                  const times = Math.ceil(2400 / figure.rows.length);
                  figure.chosen = figure.rows.flatMap(row => Array.from({ length: times }, (_, i) => ({ ...row, restart: i })));
                  return figure.draw();
                })()""");
        pointAt("[...document.querySelectorAll('#figure-training .mark-symbol path')]"
                + ".find(path => path.__data__.datum?.step === 10)");
        assertThat(browser.value("document.getElementById('tooltip').innerText").asText())
                .contains("step\t10", "loss\t", "restart\t");
    }

    /** Moves the pointer to the middle of an element until its numbers are seen. */
    private static void pointAt(String element) {
        browser.value(element + ".scrollIntoView({block: 'center'})");
        browser.value(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"); // it has
        // scrolled
        JsonNode at = browser.value(
                "(box => [box.x + box.width / 2, box.y + box.height / 2])(" + element + ".getBoundingClientRect())");
        browser.movePointer(at.get(0).asDouble(), at.get(1).asDouble());
        browser.await("!document.getElementById('tooltip').hidden");
    }

    private static double number(String shown, String name) {
        return shown.lines()
                .filter(line -> line.startsWith(name + "\t"))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFilterFiltersRowsAndMarks() {
        String marks = "document.querySelectorAll('#explorer .mark-symbol path').length";
        int all = browser.value("results.rows.length").asInt();
        assertThat(browser.value(COUNT).asText()).isEqualTo(all + " of " + all + " results");
        assertThat(browser.value(marks).asInt()).isGreaterThanOrEqualTo(all);
        int exact = browser.value("results.rows.filter(row => row.measure === 'exact').length")
                .asInt();
        choose("#filters", "measure", "exact");
        assertThat(browser.value(COUNT).asText()).isEqualTo(exact + " of " + all + " results");
        assertThat(browser.value(
                                "[...document.querySelectorAll('#rows tbody tr')].every(row => row.innerText.includes('exact'))")
                        .asBoolean())
                .isTrue();
        assertThat(browser.value("document.querySelectorAll('#rows tbody tr').length")
                        .asInt())
                .isEqualTo(Math.min(exact, 50));
        assertThat(browser.value(marks).asInt()).isBetween(exact, all - 1);
        choose("#filters", "architecture", "h3");
        assertThat(browser.value(COUNT).asText()).startsWith(exact / 2 + " of ");
    }

    @Test
    void aFilterOfAFigureLeavesTheOtherMarksOut() {
        String simulated = "[...document.querySelectorAll('#figure-iid-length .mark-symbol path')]"
                + ".filter(path => path.__data__.datum?.measure === 'simulated').length";
        assertThat(browser.value(simulated).asInt()).isPositive();
        choose("#figure-iid-length", "measure", "exact");
        assertThat(browser.value(simulated).asInt()).isZero();
    }

    @Test
    void aFigureIsFilteredByPanel() {
        requireEachPanelAlone("iid-length", List.of("context length", "risk"));
        browser.open(training, READY);
        requireEachPanelAlone("training", List.of("step", "loss"));
        browser.open(map, READY);
        requireEachPanelAlone("map", List.of("alpha", "rank"));
    }

    private static void requireEachPanelAlone(String figure, List<String> axes) {
        String part = "#figure-" + figure;
        List<String> panels = texts(part + " select[aria-label^=panel] option");
        assertThat(panels).hasSizeGreaterThan(4).startsWith("all");
        for (String panel : panels.subList(1, panels.size())) {
            choose(part, "panel", panel);
            browser.await("document.querySelectorAll('" + part + " .role-title').length === 1");
            assertThat(String.join(" ", texts(part + " .role-title-text text"))).isEqualTo(panel);
            assertThat(texts(part + " .role-axis-title text")).containsExactlyElementsOf(axes);
            assertThat(browser.value("[...document.querySelectorAll('" + part
                            + " .role-axis-label')].filter(axis => axis.querySelector('text')).length"))
                    .hasToString("2");
            assertThat(browser.value("document.querySelectorAll('" + part + " .mark-symbol path, " + part
                                    + " .mark-rect path').length")
                            .asInt())
                    .isPositive();
            assertThat(browser.value("figures.find(figure => figure.name === '" + figure
                            + "').chosen.every(row => row.panel === '" + panel + "')"))
                    .hasToString("true");
        }
        choose(part, "panel", "all");
        browser.await("document.querySelectorAll('" + part + " .role-title').length === " + (panels.size() - 1));
    }

    private static List<String> texts(String elements) {
        List<String> texts = new ArrayList<>();
        browser.value("[...document.querySelectorAll('" + elements + "')].map(element => element.textContent)")
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void theTableOfAFigureListsWhatIsChosen() {
        String rows = "document.querySelectorAll('#figure-iid-length tbody tr').length";
        String more = "document.querySelector('#figure-iid-length details button')";
        int all = browser.value("figures[0].rows.length").asInt();
        assertThat(all).isGreaterThan(50);
        assertThat(browser.value(rows).asInt()).as("rows nobody sees").isZero();
        browser.value("document.querySelector('#figure-iid-length details').open = true");
        browser.await(rows + " === 50");
        browser.value(more + ".click()");
        assertThat(browser.value(rows).asInt()).isEqualTo(all);
        assertThat(browser.value(more + ".hidden").asBoolean()).isTrue();
        choose("#figure-iid-length", "measure", "exact");
        int exact = browser.value("figures[0].rows.filter(row => row.measure === 'exact').length")
                .asInt();
        assertThat(browser.value(rows).asInt()).isEqualTo(exact);
        assertThat(texts("#figure-iid-length .controls output")).containsExactly(exact + " of " + all + " rows");
    }

    @Test
    void controlsOfFiguresAreToldApartByName() {
        JsonNode names = browser.value(
                "[...document.querySelectorAll('figure button, figure select, figure summary')].map(control => control.ariaLabel)");
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(8).allMatch(JsonNode::isTextual);
    }

    @Test
    void noCellIsCut() {
        browser.open(hostile, READY);
        String cut =
                "[...document.querySelectorAll('td')].filter(cell => cell.scrollWidth > cell.clientWidth + 1).length";
        assertThat(browser.value("document.querySelectorAll('td.long').length").asInt())
                .isPositive();
        assertThat(browser.value(cut).asInt()).isZero();
    }

    /** Chooses an option as a user does. */
    private static void choose(String part, String label, String option) {
        browser.value("""
                (() => {
                  const label = [...document.querySelectorAll('%s label')].find(label => label.firstChild.textContent === '%s');
                  const select = label.querySelector('select');
                  select.value = [...select.options].find(option => option.text === '%s').value;
                  select.dispatchEvent(new Event('change'));
                })()""".formatted(part, label, option));
    }

    @Test
    void dataAndSpecificationAreHandedOut() {
        browser.value("globalThis.saved = []; save = (name, type, text) => saved.push({name, text}); 0");
        browser.value(
                "document.querySelectorAll('#figure-iid-length .buttons button').forEach(button => button.click())");
        JsonNode saved = browser.value("saved");
        assertThat(saved.get(0).get("name").asText()).isEqualTo("iid-length.csv");
        assertThat(saved.get(0).get("text").asText())
                .startsWith("panel,series,length,measure,risk,lower,upper,prompts,restarts\n");
        assertThat(saved.get(1).get("text").asText())
                .startsWith("{\"$schema\":\"https://vega.github.io/schema/vega-lite/v5.json\"");
    }

    @Test
    void aPhoneScrollsOneWayOnly() {
        screen(360, true);
        browser.open(page, READY);
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(360);
        assertThat(browser.value("document.querySelector('#figure-iid-length svg').getBoundingClientRect().right")
                        .asDouble())
                .isLessThanOrEqualTo(360);
    }

    @Test
    void darkIsDark() {
        String paper = "getComputedStyle(document.body).backgroundColor";
        String lightPaper = browser.value(paper).asText();
        darken("iid-length");
        assertThat(browser.value(paper).asText()).isNotEqualTo(lightPaper);
    }

    /** Every line, mark and text of a figure but the tiles of the map, with what is drawn on these. */
    @Test
    void figuresAreReadableInTheDark() {
        darken("iid-length");
        assertThat(faintest("#figure-iid-length")).isGreaterThan(3);
        assertThat(faintest("#figure-agreement")).isGreaterThan(3);
        browser.open(training, READY); // in the dark, too
        assertThat(faintest("#figure-training")).isGreaterThan(3);
        browser.open(map, READY);
        String words = Stream.of("axis", "legend-label", "legend-title", "title")
                .map(role -> "#figure-map .role-" + role)
                .collect(Collectors.joining(", "));
        assertThat(faintest(words)).isGreaterThan(3);
        assertThat(faintest("#figure-retrieval-length")).isGreaterThan(3);
        String edges = "document.querySelectorAll('#figure-map [stroke=\"#000001\"]').length";
        assertThat(browser.value(edges).asInt()).as("what is drawn on tiles").isPositive();
    }

    @Test
    void resultsAreToldApartByColourAndShape() {
        String looks = "[...document.querySelectorAll('#explorer .role-legend-symbol path')]"
                + ".map(path => getComputedStyle(path).fill + path.getAttribute('d'))";
        for (boolean isDark : List.of(false, true)) {
            if (isDark) {
                darken("iid-length");
            }
            assertThat(faintest("#explorer")).isGreaterThan(3);
            int measures =
                    browser.value("distinct(results.rows, 'measure').length").asInt();
            assertThat(browser.value(looks)).hasSize(measures).doesNotHaveDuplicates();
        }
        JsonNode pairs = browser.value("Object.values(NAMES).map(colours => new Set("
                + "Array.from({length: 42}, (_, i) => colours[i % colours.length] + SHAPES[i % SHAPES.length])).size)");
        assertThat(pairs).hasSize(2).allMatch(pair -> pair.asInt() == 42);
    }

    /** Until a figure is drawn anew. */
    private static void darken(String figure) {
        String ink = "document.querySelector('#figure-" + figure + " .role-axis-title text').getAttribute('fill')";
        String lightInk = browser.value(ink).asText();
        browser.ask(
                "Emulation.setEmulatedMedia",
                "features",
                List.of(Spec.of("name", "prefers-color-scheme", "value", "dark")));
        browser.await(ink + " !== '" + lightInk + "'");
    }

    /** The least contrast with the page of what is drawn there, but for the grid, bands and what is meant not to be seen. */
    private static double faintest(String parts) {
        return browser.value("""
                (() => {
                  const luminance = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
                    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
                    .reduce((sum, part, i) => sum + part * [.2126, .7152, .0722][i], 0);
                  const paper = luminance(getComputedStyle(document.body).backgroundColor);
                  const contrast = colour => (Math.max(luminance(colour), paper) + .05) / (Math.min(luminance(colour), paper) + .05);
                  const drawn = [...document.querySelectorAll('%s')]
                    .flatMap(part => [...part.querySelectorAll('path, line, text')])
                    .filter(each => !each.closest('.role-axis-grid, .mark-area, .background, .role-legend-gradient'))
                    .map(each => getComputedStyle(each)).filter(style => style.opacity > .2)
                    .flatMap(style => [[style.fill, style.fillOpacity], [style.stroke, style.strokeOpacity]])
                    .filter(([colour, opacity]) => colour.startsWith('rgb(') && opacity > .2);
                  if (drawn.length < 5) throw new Error('Nothing is drawn');
                  return Math.min(...drawn.map(([colour]) => contrast(colour)));
                })()""".formatted(parts)).asDouble();
    }

    private static void screen(int width, boolean isPhone) {
        browser.ask(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                800,
                "deviceScaleFactor",
                1,
                "mobile",
                isPhone);
    }
}

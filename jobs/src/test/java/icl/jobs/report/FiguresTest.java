package icl.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultTable;
import icl.jobs.frame.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** Every figure, from a small table to the file. */
class FiguresTest {
    private static final Pattern TEXT_SIZE = Pattern.compile("font-size=\"([0-9.]+)px\"");
    private static final Pattern SCALE = Pattern.compile("scale\\(([0-9.]+)\\)");

    /** The smallest text that is legible in print, in points. */
    private static final double LEGIBLE = 7;

    @TempDir
    private static Path folder;

    private static FigureRenderer renderer;
    private static final Map<String, Answers> ANSWERS = new HashMap<>();

    @BeforeAll
    static void openStudio() throws IOException {
        renderer = FigureRenderer.open(FigureFormat.SVG);
        for (String name : Figures.names()) {
            ANSWERS.put(name, remembered(FigureTables.of(name, folder)));
        }
    }

    /** Queries come in turns: that of the figure, then that of its source. */
    private static Answers remembered(ResultTable table) {
        List<Frame> frames = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        return query -> {
            int turn = asked.getAndIncrement();
            if (turn < 2) {
                frames.add(query.run(SharedSpark.session(), table, 10_000));
            }
            return frames.get(turn % 2);
        };
    }

    @AfterAll
    static void closeStudio() {
        renderer.close();
    }

    static List<String> figures() {
        return Figures.names();
    }

    /** A figure that nobody can ask for would be drawn by no test. */
    @Test
    void everyKindOfFigureIsNamedAndHasItsSweep() throws IOException {
        Path classes = Path.of("target/classes/icl/jobs/report");
        try (Stream<Path> files = Files.list(classes)) {
            List<String> kinds = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                    .map(file -> "icl.jobs.report." + file.substring(0, file.length() - ".class".length()))
                    .filter(FiguresTest::isFigure)
                    .toList();
            assertThat(Figures.all().stream().map(figure -> figure.getClass().getName()))
                    .as("A figure is not named in Figures")
                    .containsAll(kinds);
        }
        for (Figure figure : Figures.all()) {
            assertThat(Path.of("../sweeps", figure.sweep() + ".yaml")).exists();
        }
    }

    private static boolean isFigure(String name) {
        try {
            Class<?> type = Class.forName(name, false, Figure.class.getClassLoader());
            return Figure.class.isAssignableFrom(type) && !type.isInterface();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aFigureIsWhatItWas(String name) throws IOException {
        Golden.check(name, new String(renderer.bytes(drawing(name, Size.COLUMN), FigureFormat.JSON), UTF_8));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFormatIsWholeAndHasTheSameBytesTwice(String name) throws Exception {
        Drawing first = drawing(name, Size.COLUMN);
        Map<FigureFormat, byte[]> files = new EnumMap<>(FigureFormat.class);
        for (FigureFormat format : FigureFormat.values()) {
            files.put(format, renderer.bytes(first, format));
        }
        Drawing second = drawing(name, Size.COLUMN);
        for (FigureFormat format : FigureFormat.values()) {
            assertThat(renderer.bytes(second, format)).as(format.name()).isEqualTo(files.get(format));
        }
        assertThat(files.get(FigureFormat.CSV))
                .asString()
                .hasLineCount(first.data().rows().size() + 1);
        checkSvg(files.get(FigureFormat.SVG), Size.COLUMN);
        checkPng(files.get(FigureFormat.PNG));
        checkPdf(files.get(FigureFormat.PDF));
    }

    /** One of each kind. */
    static List<String> kinds() {
        Set<Class<?>> seen = new HashSet<>();
        return Figures.names().stream()
                .filter(name -> seen.add(Figures.named(name).getClass()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFigureFitsAPage(String name) throws Exception {
        checkSvg(renderer.bytes(drawing(name, Size.PAGE), FigureFormat.SVG), Size.PAGE);
    }

    private static void checkSvg(byte[] svg, Size size) throws Exception {
        String text = new String(svg, UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo(size.points() + "pt");
        assertThat(text).contains("Sweep small; seed 7; commit ").contains("<path");
        assertThat(smallestText(text)).isGreaterThanOrEqualTo(LEGIBLE);
        assertThat(scale(text)).as("1 where the drawing fits").isEqualTo(1);
    }

    private static void checkPng(byte[] bytes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(image.getWidth()).isEqualTo(975); // 3.25 inches of 300 pixels
        assertThat(colours(image)).as("colours").isGreaterThan(20);
    }

    private static void checkPdf(byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(234);
        }
    }

    private static long colours(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }

    private static double smallestText(String svg) {
        return TEXT_SIZE
                        .matcher(svg)
                        .results()
                        .mapToDouble(size -> Double.parseDouble(size.group(1)))
                        .min()
                        .orElseThrow()
                * scale(svg);
    }

    private static double scale(String svg) {
        Matcher scale = SCALE.matcher(svg);
        return Optional.of(scale)
                .filter(Matcher::find)
                .map(found -> Double.parseDouble(found.group(1)))
                .orElseThrow();
    }

    private static Drawing drawing(String name, Size size) {
        return Drawing.of(Figures.named(name), ANSWERS.get(name), size, "true");
    }
}

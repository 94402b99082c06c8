package icl.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.table.ResultTable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private static Studio studio;
    private static final Map<String, ResultTable> TABLES = new HashMap<>();

    @BeforeAll
    static void openStudio() throws IOException {
        studio = Studio.open(FigureFormat.SVG);
        for (String name : Figures.names()) {
            TABLES.put(name, FigureTables.of(name, folder));
        }
    }

    @AfterAll
    static void closeStudio() {
        studio.close();
    }

    static List<String> figures() {
        return Figures.names();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aFigureIsWhatItWas(String name) throws IOException {
        Golden.check(name, new String(studio.bytes(drawing(name, Size.COLUMN), FigureFormat.JSON), UTF_8));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aFigureIsAPictureOfItsSize(String name) throws Exception {
        for (Size size : Size.values()) {
            byte[] svg = studio.bytes(drawing(name, size), FigureFormat.SVG);
            String text = new String(svg, UTF_8);
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
            assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo(size.points() + "pt");
            assertThat(text).contains("Sweep small; seed 7; commit ").contains("<path");
            assertThat(smallestText(text)).isGreaterThanOrEqualTo(LEGIBLE);
            assertThat(scale(text)).as("1 where the drawing fits").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFormatIsWholeAndHasTheSameBytesTwice(String name) throws IOException {
        Drawing first = drawing(name, Size.COLUMN);
        Map<FigureFormat, byte[]> files = new EnumMap<>(FigureFormat.class);
        for (FigureFormat format : FigureFormat.values()) {
            files.put(format, studio.bytes(first, format));
        }
        Drawing second = drawing(name, Size.COLUMN);
        for (FigureFormat format : FigureFormat.values()) {
            assertThat(studio.bytes(second, format)).as(format.name()).isEqualTo(files.get(format));
        }
        assertThat(files.get(FigureFormat.CSV))
                .asString()
                .hasLineCount(first.data().rows().size() + 1);
        checkPng(files.get(FigureFormat.PNG));
        checkPdf(files.get(FigureFormat.PDF));
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
        ResultTable table = TABLES.get(name);
        Answers answers = query -> query.run(SharedSpark.session(), table, 10_000);
        return Drawing.of(Figures.named(name), answers, size, "true");
    }
}

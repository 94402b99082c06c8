package icl.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.frame.Frame;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Names in a table are text in a figure, whatever they hold. */
class InjectionTest {
    private static final String NAME = "<script>alert(1)</script>\"'&\u0001 datum.x ${1}";

    @Test
    void namesStayText() throws Exception {
        Answers answers = query -> source();
        Drawing drawing = Drawing.of(new Hostile(), answers, Size.COLUMN, "true");
        try (FigureRenderer renderer = FigureRenderer.open(FigureFormat.SVG)) {
            byte[] svg = renderer.bytes(drawing, FigureFormat.SVG);
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
            assertThat(elements(document)).doesNotContain("script");
            assertThat(document.getDocumentElement().getTextContent()).contains("<script>alert(1)</script>");
            assertThat(new String(svg, UTF_8)).doesNotContain("<script");
            assertThat(renderer.bytes(drawing, FigureFormat.PNG)).isNotEmpty();
        }
    }

    private static List<String> elements(Document document) {
        NodeList all = document.getElementsByTagName("*");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            names.add(((Element) all.item(i)).getTagName());
        }
        return names;
    }

    private static Frame source() {
        return new Frame(
                List.of("sweep", "seed", "commit", "panel", "series", "measure", "rank", "risk"),
                List.of("string", "bigint", "string", "string", "string", "string", "int", "double"),
                List.of(
                        List.of(NAME, 7L, NAME, NAME, NAME, "exact", 1, 2.0),
                        List.of(NAME, 7L, NAME, NAME, NAME + "2", "exact", 2, 1.0)),
                true);
    }

    private record Hostile() implements Figure {
        @Override
        public String name() {
            return "hostile";
        }

        @Override
        public String about() {
            return NAME;
        }

        @Override
        public String sweep() {
            return "none";
        }

        @Override
        public Map<String, String> drawnFrom() {
            return Map.of();
        }

        @Override
        public String along() {
            return "rank";
        }

        @Override
        public String sql() {
            return "SELECT 1 FROM results";
        }

        @Override
        public String reading(Frame frame) {
            return NAME;
        }

        @Override
        public Map<String, Object> draw(Frame frame, Size size) {
            FigureAxis rank = new FigureAxis("rank", "rank", FigureAxis.Kind.LINEAR);
            FigureAxis risk = new FigureAxis("risk", "risk", FigureAxis.Kind.LOG);
            return new Panels(rank, risk, false, NAME, false, PanelGrid.of(1, 80)).draw(new Rows(frame), size);
        }
    }
}

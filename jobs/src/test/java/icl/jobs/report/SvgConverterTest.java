package icl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SvgConverterTest {
    private static FontFace typeface;

    @BeforeAll
    static void register() {
        typeface = new FontFace();
    }

    @Test
    void titlesAreSemibold() throws IOException {
        assertThat(new Font(FontFace.SEMIBOLD, Font.PLAIN, 8).getFamily()).isEqualTo(FontFace.SEMIBOLD);
        double ink = ink("600") / ink("normal");
        assertThat(ink).as("ink of a title to that of other text").isBetween(1.15, 1.6);
        assertThat(typeface.width("retrieval", 8, true)).isGreaterThan(typeface.width("retrieval", 8, false));
    }

    /** A map of 20 ranks, 11 alphas and six panels has some 2400. */
    @Test
    void thousandsOfMarksArePainted() throws IOException {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60pt\" height=\"12pt\" viewBox=\"0 0 60 12\">"
                + "<path d=\"M0,0h60v12h-60Z\" fill=\"#000000\"/>".repeat(5000) + "</svg>";
        assertThat(ImageIO.read(new ByteArrayInputStream(new SvgConverter(svg, 60).png()))
                        .getRGB(100, 20))
                .isEqualTo(0xff000000);
    }

    /** How much of the picture of a word in this weight is dark. */
    private static double ink(String weight) throws IOException {
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" width="60pt" height="12pt" viewBox="0 0 60 12">
                <text text-anchor="start" transform="translate(2,9)" font-family="%s" font-size="8px" font-weight="%s" fill="#222222">retrieval</text>
                </svg>
                """.formatted(FontFace.FAMILY, weight);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new SvgConverter(svg, 60).png()));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).map(pixel -> 255 - (pixel & 255)).sum();
    }
}

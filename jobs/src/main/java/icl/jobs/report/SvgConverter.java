package icl.jobs.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** Converts an SVG picture to PNG or PDF. The same picture gives the same bytes. */
final class SvgConverter {
    /** Pixels per inch, as journals require for printed line art. */
    static final int DOTS = 300;

    private static final double POINT = DOTS / 72.0;
    private static final double METRE = DOTS / 0.0254;

    /** No limit on the number of elements: the loader's limit of 2000 is for untrusted pictures. */
    private static final DocumentLimits LIMITS = new DocumentLimits(
            DocumentLimits.DEFAULT_MAX_NESTING_DEPTH, DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH, Integer.MAX_VALUE);

    /** A bold text: the part before its font family, and its size. */
    private static final Pattern BOLD =
            Pattern.compile("(<text [^>]*)font-family=\"[^\"]*\"( font-size=\"[^\"]*\") font-weight=\"600\"");

    private final SVGDocument picture;
    private final float width;
    private final float height;

    SvgConverter(String svg, int width) {
        picture = new SVGLoader()
                .load(
                        new ByteArrayInputStream(withBoldFamily(svg).getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.builder().documentLimits(LIMITS).build());
        this.width = width;
        height = picture.viewBox().height / picture.viewBox().width * width;
    }

    /** Java finds a font by its family name only, so bold text gets a family of its own. */
    private static String withBoldFamily(String svg) {
        return BOLD.matcher(svg).replaceAll("$1font-family=\"" + FontFace.SEMIBOLD + "\"$2");
    }

    byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(
                (int) Math.round(width * POINT), (int) Math.round(height * POINT), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(Color.WHITE); // the last row of pixels may be partly covered
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.transform(AffineTransform.getScaleInstance(POINT, POINT));
        paint(graphics);
        return written(image);
    }

    /** The file, with the printed size. */
    private static byte[] written(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        IIOMetadataNode size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", Long.toString(Math.round(METRE)));
        size.setAttribute("pixelsPerUnitYAxis", Long.toString(Math.round(METRE)));
        size.setAttribute("unitSpecifier", "meter");
        root.appendChild(size);
        metadata.mergeTree("javax_imageio_png_1.0", root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    byte[] pdf() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(1L); // else a time
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
            paint(graphics);
            graphics.dispose();
            PDFormXObject form = graphics.getXFormObject();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(form);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private void paint(Graphics2D graphics) {
        picture.render((Component) null, graphics, new ViewBox(width, height));
    }
}

package icl.jobs.report;

import icl.jobs.frame.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Turns drawings into files. What draws takes seconds to start: it does so once for all drawings, in the background, as soon as
 * a studio for pictures is opened. Threads take turns in drawing, and paint side by side.
 */
public final class Studio implements AutoCloseable {
    private final Typeface typeface = new Typeface();
    private final CompletableFuture<Vega> vega;
    private Drawing latest;
    private String latestSvg;

    private Studio(FigureFormat format) {
        vega = format.isPicture()
                ? CompletableFuture.supplyAsync(() -> new Vega(typeface))
                : CompletableFuture.failedFuture(new IllegalStateException("No picture was asked for"));
    }

    /** A studio for figures of this format. */
    public static Studio open(FigureFormat format) {
        return new Studio(format);
    }

    /** The file of a drawing: the same drawing gives the same bytes. */
    public byte[] bytes(Drawing drawing, FigureFormat format) {
        try {
            return written(drawing, format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] written(Drawing drawing, FigureFormat format) throws IOException {
        return switch (format) {
            case SVG -> svg(drawing).getBytes(StandardCharsets.UTF_8);
            case PDF -> canvas(drawing).pdf();
            case PNG -> canvas(drawing).png();
            case JSON -> (Spec.json(drawing.specification()) + "\n").getBytes(StandardCharsets.UTF_8);
            case CSV -> csv(drawing);
        };
    }

    /** A drawing is drawn once for all its formats. */
    @SuppressWarnings("ReferenceEquality") // to compare the data would take longer
    private synchronized String svg(Drawing drawing) {
        if (drawing != latest) {
            latestSvg = drawn(drawing);
            latest = drawing;
        }
        return latestSvg;
    }

    private String drawn(Drawing drawing) {
        String drawn = vega.join().svg(Spec.json(drawing.specification()));
        return Picture.of(drawn, drawing.caption(), drawing.size(), typeface);
    }

    private Canvas canvas(Drawing drawing) {
        return new Canvas(svg(drawing), drawing.size().points());
    }

    private static byte[] csv(Drawing drawing) throws IOException {
        StringBuilder text = new StringBuilder();
        Format.CSV.write(drawing.data(), text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (vega.isDone() && !vega.isCompletedExceptionally()) { // nobody waits for one that still starts
            vega.join().close();
        }
    }
}

package icl.jobs.report;

import icl.jobs.frame.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Turns drawings into files. What draws takes seconds to start: it does so once for all drawings, in the background, as soon as
 * a studio for pictures is opened. It is used by as many threads as it was opened for.
 */
public final class Studio implements AutoCloseable {
    private final Typeface typeface = new Typeface();
    private final BlockingQueue<CompletableFuture<Vega>> idle;

    /** Each drawing is drawn once for all its formats; to compare the data of two would take longer. */
    private final Map<Drawing, String> drawn = Collections.synchronizedMap(new IdentityHashMap<>());

    private Studio(FigureFormat format, int threads) {
        idle = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            idle.add(
                    format.isPicture()
                            ? CompletableFuture.supplyAsync(() -> new Vega(typeface))
                            : CompletableFuture.failedFuture(new IllegalStateException("No picture was asked for")));
        }
    }

    /** A studio for figures of this format, and one thread. */
    public static Studio open(FigureFormat format) {
        return open(format, 1);
    }

    /** A studio for figures of this format. */
    public static Studio open(FigureFormat format, int threads) {
        return new Studio(format, threads);
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

    private String svg(Drawing drawing) {
        String svg = drawn.get(drawing);
        if (svg == null) {
            svg = Picture.of(vegaSvg(drawing), drawing.caption(), drawing.size(), typeface);
            drawn.put(drawing, svg);
        }
        return svg;
    }

    private String vegaSvg(Drawing drawing) {
        CompletableFuture<Vega> vega = idle.remove(); // there is one for each thread
        try {
            return vega.join().svg(Spec.json(drawing.specification()));
        } finally {
            idle.add(vega);
        }
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
        for (CompletableFuture<Vega> vega : idle) {
            if (vega.isDone() && !vega.isCompletedExceptionally()) { // nobody waits for one that still starts
                vega.join().close();
            }
        }
    }
}

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
 * Renders drawings as files. The drawing engine takes seconds to start: it starts once, in the background, when a renderer for
 * pictures is opened. A renderer is used by as many threads as it was opened for.
 */
public final class FigureRenderer implements AutoCloseable {
    private final FontFace typeface = new FontFace();
    private final BlockingQueue<CompletableFuture<Vega>> idle;

    /** SVG of each drawing, shared by its formats. Keyed by identity, since comparing data would take longer. */
    private final Map<Drawing, String> drawn = Collections.synchronizedMap(new IdentityHashMap<>());

    private FigureRenderer(FigureFormat format, int threads) {
        idle = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            idle.add(
                    format.isPicture()
                            ? CompletableFuture.supplyAsync(() -> new Vega(typeface))
                            : CompletableFuture.failedFuture(new IllegalStateException("No picture was asked for")));
        }
    }

    /** A renderer for figures of this format and one thread. */
    public static FigureRenderer open(FigureFormat format) {
        return open(format, 1);
    }

    /** A renderer for figures of this format and this number of threads. */
    public static FigureRenderer open(FigureFormat format, int threads) {
        return new FigureRenderer(format, threads);
    }

    /** The file of a drawing. The same drawing gives the same bytes. */
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
            case PDF -> converter(drawing).pdf();
            case PNG -> converter(drawing).png();
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

    private SvgConverter converter(Drawing drawing) {
        return new SvgConverter(svg(drawing), drawing.size().points());
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

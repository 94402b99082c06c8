package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.text.Suggestions;
import icl.jobs.commit.ResultTable;
import icl.jobs.execute.SparkSessions;
import icl.jobs.report.Answers;
import icl.jobs.report.Drawing;
import icl.jobs.report.Figure;
import icl.jobs.report.FigureFormat;
import icl.jobs.report.FigureRenderer;
import icl.jobs.report.Figures;
import icl.jobs.report.Size;
import icl.jobs.report.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icl figure}: figures of a results folder. */
@Command(
        name = "figure",
        description = "Draws a figure from a results folder, fit to print.",
        footer = {
            "",
            "  icl figure iid-length results/iid-length --format pdf --out risk.pdf",
            "  icl figure all results --size page --out figures",
            "",
            "all draws every figure from the folder of its sweep inside DIR, into the folder that --out names."
        })
final class FigureCommand implements Callable<Integer> {
    private static final String ALL = "all";

    /** More than any figure can show. */
    private static final int MOST_ROWS = 100_000;

    /** Figures that are drawn at once. */
    private static final int DRAWING = 2;

    /** A figure, the table it is drawn from, and where it goes. */
    private record Order(Figure figure, ResultTable table, WrittenFile file) {}

    private final StandardStreams streams;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The figure, or all.")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "The results folder.")
    private String folder;

    @Option(names = "--list", description = "Say which figures there are.")
    private boolean isList;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "svg (if not given), pdf, png, json (the Vega-Lite specification with its data) or csv (the data).")
    private FigureFormat format = FigureFormat.SVG;

    @Option(names = "--size", paramLabel = "SIZE", description = "column (3.25 inches, if not given) or page (6.75).")
    private Size size = Size.COLUMN;

    @Option(names = "--out", paramLabel = "FILE", description = "The file (NAME.FORMAT if not given).")
    private Path out;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            defaultValue = Drawing.ALL,
            description = "In SQL: which results are drawn, as in \"dim = 20\" (all if not given).")
    private String where;

    FigureCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (isList) {
            Figures.list().forEach(streams.out()::println);
            return ExitCode.OK;
        }
        List<Order> orders = orders();
        ExecutorService asking = Executors.newSingleThreadExecutor();
        int threads = Math.min(DRAWING, orders.size());
        ExecutorService drawing = Executors.newFixedThreadPool(threads);
        try (FigureRenderer renderer = FigureRenderer.open(format, threads)) {
            List<CompletableFuture<byte[]>> files = orders.stream()
                    .map(order -> CompletableFuture.supplyAsync(() -> drawing(order), asking)
                            .thenApplyAsync(each -> renderer.bytes(each, format), drawing))
                    .toList();
            for (int i = 0; i < orders.size(); i++) {
                WrittenFile file = orders.get(i).file();
                file.write(ready(files.get(i)));
                streams.out().println(file.path());
            }
        } finally {
            asking.shutdownNow();
            drawing.shutdownNow();
        }
        SharedArchive.writeIfAsked(streams, () -> {});
        return ExitCode.OK;
    }

    private static byte[] ready(CompletableFuture<byte[]> file) {
        try {
            return file.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : e;
        }
    }

    private Drawing drawing(Order order) {
        Answers answers = query -> query.run(SparkSessions.getOrCreate(), order.table(), MOST_ROWS);
        return Drawing.of(order.figure(), answers, size, where);
    }

    private List<Order> orders() throws IOException {
        if (name == null) {
            throw new Invalid("Missing figure (icl figure --list says which there are)");
        }
        if (name.equals(ALL)) {
            return allOrders();
        }
        if (!Figures.names().contains(name)) {
            List<String> known = new ArrayList<>(Figures.names());
            known.add(ALL);
            throw new Invalid(Suggestions.unknown("figure", name, known));
        }
        requireFolder();
        Path file = out == null ? Path.of(name + "." + format.suffix()) : out;
        Figure figure = Figures.named(name);
        return List.of(new Order(figure, table(figure, folder), new WrittenFile("figure", file)));
    }

    private static ResultTable table(Figure figure, String folder) {
        try {
            return Tables.toRead(folder);
        } catch (Invalid e) {
            throw new Invalid("Cannot draw figure " + figure.name() + ": " + e.getMessage() + "; its sweep is sweeps/"
                    + figure.sweep() + ".yaml");
        }
    }

    private List<Order> allOrders() throws IOException {
        requireFolder();
        Map<Figure, ResultTable> tables = new LinkedHashMap<>();
        for (String each : Figures.names()) {
            Figure figure = Figures.named(each);
            tables.put(figure, table(figure, folder + "/" + figure.sweep()));
        }
        Path target = targetFolder();
        List<Order> orders = new ArrayList<>();
        tables.forEach((figure, table) -> orders.add(new Order(
                figure, table, new WrittenFile("figure", target.resolve(figure.name() + "." + format.suffix())))));
        return orders;
    }

    private Path targetFolder() {
        Path target = out == null ? Path.of("") : out;
        try {
            Files.createDirectories(target.toAbsolutePath());
            return target;
        } catch (IOException e) {
            throw new Invalid(
                    "Cannot write figures to " + target + ": " + e + " (name a folder that is there or can be made)");
        }
    }

    private void requireFolder() {
        if (folder == null) {
            throw new Invalid("Missing results folder (icl figure " + name + " DIR)");
        }
    }
}

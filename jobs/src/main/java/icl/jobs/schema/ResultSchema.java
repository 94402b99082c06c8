package icl.jobs.schema;

import static icl.jobs.parquet.ColumnType.FLAG;
import static icl.jobs.parquet.ColumnType.INT;
import static icl.jobs.parquet.ColumnType.LONG;
import static icl.jobs.parquet.ColumnType.NUMBER;
import static icl.jobs.parquet.ColumnType.TEXT;

import icl.core.covariance.Profile;
import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.RecordSchema;
import icl.jobs.parquet.Column;
import icl.jobs.sweep.AsWritten;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Restart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Names, types and contents of the columns of {@code results}. docs/table-format.md says what they mean. What a question is made
 * of stands there as the sweep gave it.
 */
public final class ResultSchema {
    /** Status of a row that holds a risk. */
    public static final String OK = "ok";
    /** Status of a row that holds an error. */
    public static final String FAILED = "failed";

    /** What identifies a row, and whether it holds a risk. */
    public static final List<String> KEYS = List.of("cell_id", "measure", "measure_id", "status");

    /** Columns that hardly repeat a value. */
    public static final Set<String> DISTINCT = Set.of("cell_id", "risk", "gain");

    /** What else describes a question, beside the components of its design and its predictor. */
    private static final Set<String> OF_QUESTION =
            Set.of("design", "architecture", "loss", "noise_profile", "alpha_profile", "own", "trained_on");

    /** Texts of values are made once: cells repeat them. A writer has a schema of its own. */
    private final Texts texts = new Texts();

    private final MeasureIds measureIds = new MeasureIds();

    private ResultSchema() {}

    /** The columns in their order, for one writer. */
    public static List<Column<ResultRow>> columns() {
        return new ResultSchema().all();
    }

    /** Names of the columns that describe the question of a row, in the order of the table. NULL in tables that were written before them. */
    public static List<String> questionColumns() {
        Set<String> ofQuestion = new HashSet<>(OF_QUESTION);
        ofQuestion.addAll(components(Design.class));
        ofQuestion.addAll(components(Predictor.class));
        return columns().stream().map(Column::name).filter(ofQuestion::contains).toList();
    }

    /** The columns named here, then the components of built-in designs and predictors that are none of them, in order of their kinds. */
    private List<Column<ResultRow>> all() {
        List<Column<ResultRow>> columns = new ArrayList<>(named());
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name()));
        for (String key : components(Design.class)) {
            if (names.add(key)) {
                columns.add(new Column<>(key, TEXT, ofDesign(key, texts::of)));
            }
        }
        for (String key : components(Predictor.class)) {
            if (names.add(key)) {
                columns.add(new Column<>(key, TEXT, ofPredictor(key, texts::of)));
            }
        }
        return List.copyOf(columns);
    }

    private static List<String> components(Class<?> family) {
        return Kinds.of(family).values().stream()
                .filter(Kinds::isBuiltIn)
                .flatMap(kind -> RecordSchema.of(kind).keys().stream())
                .toList();
    }

    private List<Column<ResultRow>> named() {
        return List.of(
                new Column<>("sweep", TEXT, r -> r.run().sweep()),
                new Column<>("cell_id", TEXT, r -> r.cell().id()),
                new Column<>("design", TEXT, of(r -> question(r).design(), Kinds::of)),
                new Column<>(
                        "architecture", TEXT, of(r -> question(r).predictor().getClass(), Kinds::name)),
                new Column<>("dim", INT, r -> question(r).design().dim()),
                new Column<>("length", INT, r -> question(r).design().length()),
                new Column<>("noise_variance", NUMBER, ofDesign("noise_variance", ResultSchema::number)),
                new Column<>("alpha", NUMBER, ofDesign("alpha", ResultSchema::number)),
                new Column<>("rank", INT, ofPredictor("rank", ResultSchema::integer)),
                new Column<>("feature_covariance", TEXT, ofDesign("feature_covariance", texts::of)),
                new Column<>("task_covariance", TEXT, ofDesign("task_covariance", texts::of)),
                new Column<>("task_correlation", TEXT, ofDesign("task_correlation", texts::of)),
                new Column<>("base", TEXT, ofPredictor("base", this::base)),
                new Column<>("loss", TEXT, of(r -> question(r).loss(), Kinds::of)),
                new Column<>("measure", TEXT, of(ResultRow::measure, Measure::kind)),
                new Column<>("measure_id", TEXT, measureIds::of),
                new Column<>("risk", NUMBER, ofEstimate(Estimate::risk)),
                new Column<>(
                        "standard_error", NUMBER, ofEstimate(e -> e.sampling().standardError())),
                new Column<>("lower", NUMBER, ofEstimate(e -> e.sampling().lower())),
                new Column<>("upper", NUMBER, ofEstimate(e -> e.sampling().upper())),
                new Column<>("prompts", LONG, ofEstimate(e -> e.sampling().prompts())),
                new Column<>("replicates", INT, ofEstimate(e -> e.sampling().replicates())),
                new Column<>(
                        "seed", LONG, r -> r.measure().usesChance() ? r.run().seed() : null),
                new Column<>("status", TEXT, r -> r.isOk() ? OK : FAILED),
                new Column<>("error", TEXT, r -> r.error().orElse(null)),
                new Column<>("cpu_seconds", NUMBER, ResultRow::cpuSeconds),
                // up to here the names and their order are fixed
                new Column<>("noise_profile", TEXT, ofDesign("noise_variance", this::profile)),
                new Column<>("alpha_profile", TEXT, ofDesign("alpha", this::profile)),
                new Column<>("weights", TEXT, ofPredictor("weights", texts::of)),
                new Column<>("preconditioner", TEXT, ofPredictor("preconditioner", texts::of)),
                new Column<>(
                        "zero_risk", NUMBER, ofEstimate(e -> e.explanation().zeroRisk())),
                new Column<>("gain", NUMBER, ofEstimate(e -> e.explanation().gain())),
                new Column<>(
                        "effective_length",
                        NUMBER,
                        ofEstimate(e -> e.explanation().effectiveLength())),
                new Column<>("half_rank", INT, ofEstimate(e -> e.explanation().halfRank())),
                new Column<>(
                        "preconditioner_scale",
                        NUMBER,
                        ofEstimate(e -> e.explanation().preconditionerScale())),
                new Column<>("method", TEXT, ofEstimate(Estimate::method)),
                new Column<>("measure_version", INT, r -> r.measure().version()),
                new Column<>("run_id", TEXT, r -> r.run().id()),
                new Column<>("commit", TEXT, r -> r.run().program().commit()),
                new Column<>("dirty", FLAG, r -> r.run().program().isDirty()),
                new Column<>("icl_version", TEXT, r -> r.run().program().version()),
                new Column<>("java_version", TEXT, r -> r.machine().java()),
                new Column<>("os_arch", TEXT, r -> r.machine().osArch()),
                new Column<>("stopped", TEXT, ofEstimate(Estimate::stopped)),
                new Column<>("restarts", INT, ofRestarts(List::size)),
                new Column<>("failed_restarts", INT, ofRestarts(Restart::failed)),
                new Column<>("worst_risk", NUMBER, ofRestarts(Restart::worstRisk)),
                new Column<>("own", TEXT, of(ResultRow::cell, this::own)),
                new Column<>("attempt", INT, r -> r.run().attempt()),
                new Column<>(
                        "error_kind", TEXT, r -> r.errorKind().map(Kinds::of).orElse(null)),
                new Column<>("trained_on", TEXT, of(ResultRow::cell, this::trainedOn)),
                new Column<>("error_below", NUMBER, ofEstimate(e -> e.sampling().errorBelow())),
                new Column<>("error_above", NUMBER, ofEstimate(e -> e.sampling().errorAbove())));
    }

    private static Question question(ResultRow row) {
        return row.cell().question();
    }

    /** The value of a part that rows share. */
    private static <T> Function<ResultRow, Object> of(Function<ResultRow, T> part, Function<T, ?> value) {
        LastValueCache<T> latest = new LastValueCache<>(value);
        return row -> latest.apply(part.apply(row));
    }

    private static Function<ResultRow, Object> ofDesign(String key, Function<Object, ?> value) {
        return of(r -> r.cell().design(), design -> apply(value, Parts.of(design, key)));
    }

    private static Function<ResultRow, Object> ofPredictor(String key, Function<Object, ?> value) {
        return r -> apply(value, Parts.of(r.cell().predictor(), key));
    }

    private static Function<ResultRow, Object> ofEstimate(Function<Estimate, ?> value) {
        return r -> r.isOk() ? Parts.orNull(value.apply(r.estimate().orElseThrow())) : null;
    }

    private static Function<ResultRow, Object> ofRestarts(Function<List<Restart>, ?> value) {
        return r -> r.restarts().isEmpty() ? null : Parts.orNull(value.apply(r.restarts()));
    }

    /** The parts of a question that are of the user's own, whose components may have no column. */
    private String own(Cell cell) {
        Map<String, Object> parts = new TreeMap<>();
        if (!Kinds.isBuiltIn(cell.design().type())) {
            parts.put("design", cell.design().tree());
        }
        if (!Kinds.isBuiltIn(cell.predictor().type())) {
            parts.put("predictor", cell.predictor().tree());
        }
        return parts.isEmpty() ? null : texts.of(parts);
    }

    private String trainedOn(Cell cell) {
        return cell.trainedOn().map(law -> texts.of(law.tree())).orElse(null);
    }

    private String base(Object value) {
        return texts.of(value instanceof AsWritten written ? written.tree() : value);
    }

    private static Object apply(Function<Object, ?> value, Object part) {
        return part == null ? null : value.apply(part);
    }

    /** A number common to all positions; null where positions differ, or where a user's own kind calls so what is none. */
    private static Double number(Object value) {
        if (value instanceof Profile profile) {
            return profile.values().isConstant() ? (Double) profile.at(0) : null;
        }
        return value instanceof Number number ? (Double) (number.doubleValue() + 0.0) : null; // -0.0 + 0.0 is 0.0
    }

    private static Integer integer(Object value) {
        return value instanceof Integer integer ? integer : null;
    }

    /** The numbers by position; null where one was given for all. */
    private String profile(Object value) {
        return value instanceof Profile profile && !profile.isCommon() ? texts.of(profile) : null;
    }
}

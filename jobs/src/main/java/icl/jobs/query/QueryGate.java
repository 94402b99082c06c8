package icl.jobs.query;

import icl.core.check.Invalid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets one query over known views pass and nothing else: no commands, files, scripts or Java methods. Guards against
 * mistakes; what isolates a user is the operating system.
 */
final class QueryGate {
    /** What a query is parsed into. Anything else is a command, reads something else, or runs something else. */
    private static final Set<String> QUERY_NODES = Set.of(
            "Aggregate",
            "Deduplicate",
            "Distinct",
            "Except",
            "Filter",
            "Generate",
            "GlobalLimit",
            "Intersect",
            "Join",
            "LateralJoin",
            "LocalRelation",
            "LocalLimit",
            "Offset",
            "OneRowRelation",
            "PipeOperator",
            "Pivot",
            "Project",
            "Sample",
            "Sort",
            "SubqueryAlias",
            "Union",
            "Unpivot",
            "UnresolvedHaving",
            "UnresolvedInlineTable",
            "UnresolvedQualify",
            "UnresolvedRelation",
            "UnresolvedSubqueryColumnAliases",
            "UnresolvedTVFAliases",
            "UnresolvedTableValuedFunction",
            "UnresolvedWith",
            "WithWindowDefinition");

    private static final Set<String> TABLE_FUNCTIONS = Set.of(
            "explode", "explode_outer", "inline", "inline_outer", "posexplode", "posexplode_outer", "range", "stack");

    private static final Set<String> REFUSED_FUNCTIONS = Set.of("java_method", "reflect", "try_reflect");

    private final Set<String> views;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> named = new HashSet<>();

    private QueryGate(Set<String> views) {
        this.views = views;
    }

    /**
     * The views that a query reads.
     *
     * @throws Invalid when the text is no query, more than one, or more than a query over these views
     */
    static Set<String> viewsOf(String sql, Set<String> views) {
        QueryGate gate = new QueryGate(views);
        LogicalPlan plan = parse(sql);
        gate.collectNames(plan);
        gate.check(plan);
        return gate.used;
    }

    /** Catalyst's own parser knows queries, not the commands of Spark. */
    private static LogicalPlan parse(String sql) {
        try {
            return CatalystSqlParser$.MODULE$.parsePlan(sql);
        } catch (Exception e) { // Scala does not say which
            throw SqlErrors.invalid(e);
        }
    }

    /** The names that WITH gives to queries. */
    private void collectNames(LogicalPlan plan) {
        if (plan instanceof UnresolvedWith with) {
            java(with.cteRelations()).forEach(query -> named.add(lower(query._1())));
        }
        parts(plan).forEach(this::collectNames);
    }

    private void check(LogicalPlan plan) {
        if (!QUERY_NODES.contains(plan.nodeName())) {
            throw new Invalid("Invalid SQL: it has " + plan.nodeName() + " (must be one query over the views "
                    + String.join(", ", views) + ")");
        }
        if (plan instanceof UnresolvedRelation relation) {
            checkRelation(relation);
        }
        if (plan instanceof UnresolvedTableValuedFunction function) {
            String name = String.join(".", java(function.name()));
            require(TABLE_FUNCTIONS.contains(lower(name)), "table function", name, TABLE_FUNCTIONS);
        }
        java(plan.expressions()).forEach(this::checkFunctions);
        parts(plan).forEach(this::check);
    }

    private void checkRelation(UnresolvedRelation relation) {
        List<String> name = java(relation.multipartIdentifier());
        String view = lower(name.get(0));
        boolean isOurs = name.size() == 1 && (views.contains(view) || named.contains(view));
        require(isOurs, "table", String.join(".", name), views);
        if (!named.contains(view)) {
            used.add(view);
        }
    }

    private void checkFunctions(Expression expression) {
        if (expression instanceof UnresolvedFunction function) {
            List<String> name = java(function.nameParts());
            if (REFUSED_FUNCTIONS.contains(lower(name.get(name.size() - 1)))) {
                throw new Invalid("Invalid SQL function: " + String.join(".", name) + " (must not call Java)");
            }
        }
        java(expression.children()).forEach(this::checkFunctions);
    }

    private static void require(boolean holds, String what, String name, Set<String> known) {
        if (!holds) {
            throw new Invalid("Unknown " + what + " in SQL: '" + name + "' (known: "
                    + String.join(", ", new TreeSet<>(known)) + ")");
        }
    }

    /** Children, and the queries inside expressions and WITH. */
    private static List<LogicalPlan> parts(LogicalPlan plan) {
        List<LogicalPlan> parts = new ArrayList<>(java(plan.children()));
        java(plan.innerChildren()).forEach(inner -> parts.add((LogicalPlan) inner));
        return parts;
    }

    private static <T> List<T> java(Seq<T> scala) {
        return CollectionConverters.asJava(scala);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

package icl.jobs.query;

import icl.core.check.Invalid;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.UsingJoin;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets one query over known views pass and nothing else: no commands, files, scripts or Java methods. What is not on its
 * lists is refused, before Spark's analyzer sees it. Guards against mistakes; what isolates a user is the operating system.
 */
final class QueryGate {
    /** Longest query, in characters. */
    static final int LONGEST = 100_000;

    /** What a query is parsed into. Anything else is a command, reads something else, or runs something else. */
    private static final Set<String> PLANS = words("""
            Aggregate Deduplicate Distinct Except Filter Generate GlobalLimit Intersect Join LateralJoin LimitAll LocalLimit
            LocalRelation Offset OneRowRelation PipeOperator Pivot Project Sample Sort SubqueryAlias Union Unpivot
            UnresolvedHaving UnresolvedInlineTable UnresolvedQualify UnresolvedRelation UnresolvedSubqueryColumnAliases
            UnresolvedTVFAliases UnresolvedTableValuedFunction UnresolvedWith WithWindowDefinition""");

    /** What expressions are parsed into, beside calls of functions. */
    private static final Set<String> EXPRESSIONS = words("""
            Add AggregateExpression Alias And AnyValue AttributeReference Between BitwiseAnd BitwiseNot BitwiseOr BitwiseXor
            CaseWhen Cast Coalesce Collate Concat CreateNamedStruct Cube CurrentDate CurrentRow CurrentTime CurrentTimestamp
            Divide EqualNullSafe EqualTo Exists First GreaterThan GreaterThanOrEqual GroupingSets ILike If In InSubquery
            IntegralDivide IsNotNull IsNull LambdaFunction Last LateralSubquery LessThan LessThanOrEqual Like LikeAll LikeAny
            ListQuery Literal MultiAlias Multiply NamePlaceholder NamedParameter Not NotLikeAll NotLikeAny Or Overlay
            PipeExpression RLike Remainder Rollup ScalarSubquery SemiStructuredExtract ShiftLeft ShiftRight
            ShiftRightUnsigned SortOrder SpecifiedWindowFrame StringLocate StringTrim StringTrimLeft StringTrimRight
            Substring Subtract TimestampAdd TimestampDiff UnaryMinus UnaryPositive UnboundedFollowing UnboundedPreceding
            UnresolvedAlias UnresolvedAttribute UnresolvedCollation UnresolvedExtractValue UnresolvedFunction
            UnresolvedGenerator UnresolvedNamedLambdaVariable UnresolvedOrdinal UnresolvedStar UnresolvedStarExceptOrReplace
            UnresolvedWindowExpression UnspecifiedFrame WindowExpression WindowSpecDefinition""");

    /** Columns that no view has and Spark makes: where a row is stored, who asks. */
    private static final Set<String> HIDDEN_COLUMNS = words("""
            _metadata current_catalog current_database current_path current_schema current_user session_user user""");

    private final Set<String> views;
    private final Set<String> parameters;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> unbound;

    private QueryGate(Set<String> views, Set<String> parameters) {
        this.views = views;
        this.parameters = parameters;
        unbound = new TreeSet<>(parameters);
    }

    /**
     * The views that a query reads.
     *
     * @throws Invalid when the text is no query, more than one, or more than a query over these views
     */
    static Set<String> viewsOf(String sql, Set<String> views) {
        return viewsOf(sql, views, Set.of());
    }

    /** The same of a query with parameters, {@code :name}, of which each stands in it. */
    static Set<String> viewsOf(String sql, Set<String> views, Set<String> parameters) {
        QueryGate gate = new QueryGate(views, parameters);
        LogicalPlan plan = parse(sql);
        SqlTree.visit(plan, gate::check);
        if (!gate.unbound.isEmpty()) {
            throw new Invalid(
                    "Unused parameter: " + String.join(", ", gate.unbound) + " (must stand in the SQL as :name)");
        }
        return gate.used;
    }

    /** Catalyst's own parser knows queries, not the commands of Spark. */
    private static LogicalPlan parse(String sql) {
        if (sql.length() > LONGEST) {
            throw new Invalid("Invalid SQL: " + sql.length() + " characters (must be at most " + LONGEST + ")");
        }
        requireShallow(sql);
        try {
            return QueryThread.run(() -> CatalystSqlParser$.MODULE$.parsePlan(sql));
        } catch (Invalid e) {
            throw e;
        } catch (RuntimeException e) { // what the parser refuses has not always an SQL state
            throw SqlErrors.invalid(e);
        }
    }

    /** The parser takes seconds to find that ten thousand parentheses are too many. */
    private static void requireShallow(String sql) {
        int depth = 0;
        for (int i = 0; i < sql.length(); i++) {
            depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
            if (depth > SqlTree.DEEPEST) {
                throw SqlTree.tooDeep();
            }
        }
    }

    /** @param named the names that WITH gives to queries and that are known there */
    private void check(TreeNode<?> node, Set<String> named) {
        String kind = node.getClass().getSimpleName().replace("$", "");
        Set<String> known = node instanceof LogicalPlan ? PLANS : EXPRESSIONS;
        if (!known.contains(kind)) {
            throw new Invalid("Invalid SQL: it has " + kind + " (must be one query over the views "
                    + String.join(", ", new TreeSet<>(views)) + ")");
        }
        if (node instanceof LogicalPlan plan) {
            checkPlan(plan, named);
        } else if (node instanceof Expression expression) {
            checkExpression(expression);
        }
    }

    private void checkPlan(LogicalPlan plan, Set<String> named) {
        if (plan instanceof UnresolvedWith with && with.allowRecursion()) {
            throw new Invalid("Invalid SQL: it has WITH RECURSIVE (must not recur)");
        } else if (plan instanceof UnresolvedRelation relation) {
            checkRelation(relation, named);
        } else if (plan instanceof Join join && join.joinType() instanceof UsingJoin using) {
            checkColumn(java(using.usingColumns()));
        } else if (plan instanceof UnresolvedTableValuedFunction function) {
            SqlFunctions.checkTable(java(function.name()));
        }
    }

    private void checkRelation(UnresolvedRelation relation, Set<String> named) {
        List<String> name = java(relation.multipartIdentifier());
        String view = lower(name.get(0));
        boolean isOurs = name.size() == 1 && (views.contains(view) || named.contains(view));
        if (!isOurs || relation.isStreaming() || !relation.options().isEmpty()) {
            throw new Invalid("Unknown table in SQL: '" + String.join(".", name) + "' (known: "
                    + String.join(", ", new TreeSet<>(views)) + ")");
        }
        if (views.contains(view)) {
            used.add(view);
        }
    }

    private void checkExpression(Expression expression) {
        if (expression instanceof UnresolvedFunction function) {
            SqlFunctions.check(java(function.nameParts()), java(function.arguments()));
        } else if (expression instanceof UnresolvedGenerator generator) {
            SqlFunctions.checkTable(parts(generator.name()));
        } else if (expression instanceof UnresolvedAttribute column) {
            checkColumn(java(column.nameParts()));
        } else if (expression instanceof UnresolvedStar star && star.target().isDefined()) {
            checkColumn(java(star.target().get()));
        } else if (expression instanceof NamedParameter parameter) {
            checkParameter(parameter.name());
        }
    }

    private static List<String> parts(FunctionIdentifier name) {
        return name.database().isEmpty()
                ? List.of(name.funcName())
                : List.of(name.database().get(), name.funcName());
    }

    private static void checkColumn(List<String> parts) {
        parts.stream()
                .map(QueryGate::lower)
                .filter(HIDDEN_COLUMNS::contains)
                .findFirst()
                .ifPresent(hidden -> {
                    throw new Invalid("Unknown column in SQL: '" + hidden + "' (must be one of a view)");
                });
    }

    private void checkParameter(String name) {
        if (!parameters.contains(name)) {
            throw new Invalid("Missing parameter: " + name + " (must be given, as --param " + name + "=value)");
        }
        unbound.remove(name);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split("\\s+"));
    }

    private static <T> List<T> java(Seq<T> scala) {
        return CollectionConverters.asJava(scala);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Every function of this version of Spark has been looked at. */
class SqlFunctionsTest {
    private static final Set<String> REFUSED = Set.copyOf(Statements.words("refused-functions.txt"));
    private static final Set<String> REFUSED_OF_TABLES = Set.of("collations", "python_worker_logs", "sql_keywords");

    @Test
    void eachFunctionIsAllowedOrRefused() {
        assertThat(names(FunctionRegistry$.MODULE$.builtin().listFunction()))
                .isEqualTo(union(SqlFunctions.ALLOWED, REFUSED));
        assertThat(SqlFunctions.ALLOWED).doesNotContainAnyElementsOf(REFUSED);
    }

    @Test
    void eachTableFunctionIsAllowedOrRefused() {
        assertThat(names(TableFunctionRegistry$.MODULE$.builtin().listFunction()))
                .isEqualTo(union(SqlFunctions.TABLE_FUNCTIONS, REFUSED_OF_TABLES));
        assertThat(SqlFunctions.TABLE_FUNCTIONS).doesNotContainAnyElementsOf(REFUSED_OF_TABLES);
    }

    private static Set<String> union(Collection<String> a, Collection<String> b) {
        Set<String> union = new TreeSet<>(a);
        union.addAll(b);
        return union;
    }

    private static Set<String> names(Seq<FunctionIdentifier> functions) {
        Set<String> names = new HashSet<>();
        CollectionConverters.asJava(functions).forEach(function -> names.add(function.funcName()));
        return names;
    }
}

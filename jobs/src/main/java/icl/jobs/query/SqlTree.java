package icl.jobs.query;

import icl.core.check.Invalid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Product;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * All plans and expressions of a parsed query, wherever one holds another, as a child, in a list, a pair or a map; each with the
 * names, in small letters, that WITH gives to queries where it stands: those before it in the list, and all of them below it.
 */
final class SqlTree {
    /** Spark's analyzer goes down a level with each; its thread has room for several times as many. */
    static final int DEEPEST = 100;

    private record Part(Object value, int depth, Set<String> names) {}

    private final Deque<Part> left = new ArrayDeque<>();

    private SqlTree() {}

    /**
     * Visits every node, from the root on.
     *
     * @throws Invalid when the query is nested deeper than {@link #DEEPEST}
     */
    static void visit(TreeNode<?> root, BiConsumer<TreeNode<?>, Set<String>> visitor) {
        SqlTree tree = new SqlTree();
        tree.left.push(new Part(root, 0, Set.of()));
        while (!tree.left.isEmpty()) {
            Part part = tree.left.pop();
            if (part.value() instanceof TreeNode<?> node) {
                visitor.accept(node, part.names());
            }
            tree.openUp(part);
        }
    }

    private void openUp(Part part) {
        if (part.depth() > DEEPEST) {
            throw tooDeep();
        }
        if (part.value() instanceof UnresolvedWith with) {
            openUp(with, part);
        } else if (part.value() instanceof scala.collection.Iterable<?> several) {
            push(several.iterator(), part.depth(), part.names());
        } else if (part.value() instanceof Product product) {
            push(product.productIterator(), part.depth() + (product instanceof TreeNode ? 1 : 0), part.names());
        }
    }

    private void openUp(UnresolvedWith with, Part part) {
        Set<String> names = new HashSet<>(part.names());
        CollectionConverters.asJava(with.cteRelations()).forEach(query -> {
            left.push(new Part(query._2(), part.depth() + 1, Set.copyOf(names)));
            names.add(query._1().toLowerCase(Locale.ROOT));
        });
        left.push(new Part(with.child(), part.depth() + 1, names));
    }

    private void push(Iterator<?> parts, int depth, Set<String> names) {
        while (parts.hasNext()) {
            left.push(new Part(parts.next(), depth, names));
        }
    }

    static Invalid tooDeep() {
        return new Invalid(
                "Invalid SQL: nested too deeply (must be at most " + DEEPEST + " levels of operators and queries)");
    }
}

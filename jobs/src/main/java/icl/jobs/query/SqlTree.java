package icl.jobs.query;

import icl.core.check.Invalid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Product;
import scala.collection.Iterator;

/** All plans and expressions of a parsed query, wherever one holds another: as a child, in a list, a pair or a map. */
final class SqlTree {
    /** Spark's analyzer goes down a level with each; its thread has room for several times as many. */
    static final int DEEPEST = 100;

    private record Part(Object value, int depth) {}

    private final Deque<Part> left = new ArrayDeque<>();

    private SqlTree() {}

    /**
     * Visits every node, from the root on.
     *
     * @throws Invalid when the query is nested deeper than {@link #DEEPEST}
     */
    static void visit(TreeNode<?> root, Consumer<TreeNode<?>> visitor) {
        SqlTree tree = new SqlTree();
        tree.left.push(new Part(root, 0));
        while (!tree.left.isEmpty()) {
            Part part = tree.left.pop();
            if (part.value() instanceof TreeNode<?> node) {
                visitor.accept(node);
            }
            tree.openUp(part);
        }
    }

    private void openUp(Part part) {
        if (part.depth() > DEEPEST) {
            throw tooDeep();
        }
        if (part.value() instanceof scala.collection.Iterable<?> several) {
            push(several.iterator(), part.depth());
        } else if (part.value() instanceof Product product) {
            push(product.productIterator(), part.depth() + (product instanceof TreeNode ? 1 : 0));
        }
    }

    private void push(Iterator<?> parts, int depth) {
        while (parts.hasNext()) {
            left.push(new Part(parts.next(), depth));
        }
    }

    static Invalid tooDeep() {
        return new Invalid(
                "Invalid SQL: nested too deeply (must be at most " + DEEPEST + " levels of operators and queries)");
    }
}

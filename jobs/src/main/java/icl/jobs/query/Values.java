package icl.jobs.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Spark's values as those of a frame. */
final class Values {
    private Values() {}

    static List<Object> row(Row row) {
        List<Object> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(value(row.get(i)));
        }
        return values;
    }

    private static Object value(Object spark) {
        if (spark == null || spark instanceof Number || spark instanceof Boolean || spark instanceof Instant) {
            return spark;
        }
        if (spark instanceof Row struct) {
            return struct(struct);
        }
        if (spark instanceof Seq<?> list) {
            return CollectionConverters.asJava(list).stream()
                    .<Object>map(Values::value)
                    .toList();
        }
        if (spark instanceof scala.collection.Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            CollectionConverters.asJava(map).forEach((key, of) -> values.put(String.valueOf(value(key)), value(of)));
            return values;
        }
        return spark.toString();
    }

    private static Map<String, Object> struct(Row struct) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < struct.size(); i++) {
            values.put(struct.schema().fields()[i].name(), value(struct.get(i)));
        }
        return values;
    }
}

package icl.jobs.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The shared JSON mappers. Both are safe for many threads, as long as nobody configures them: take a reader or writer instead. */
public final class JsonMappers {
    /** Keys are the names of record components. */
    public static final ObjectMapper PLAIN = new ObjectMapper();

    /** Keys are the names of record components in snake case. */
    public static final ObjectMapper SNAKE_CASE = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private JsonMappers() {}
}

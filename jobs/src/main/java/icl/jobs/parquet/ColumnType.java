package icl.jobs.parquet;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** What a column holds, in Java, in Parquet and in SQL. Every column may be NULL. */
public enum ColumnType {
    /** A {@link String}. */
    TEXT("STRING"),
    /** An {@link Integer}. */
    INT("INT"),
    /** A {@link Long}. */
    LONG("BIGINT"),
    /** A finite {@link Double}. */
    NUMBER("DOUBLE"),
    /** A {@link Boolean}. */
    FLAG("BOOLEAN"),
    /** An {@link java.time.Instant}, to the microsecond. */
    TIME("TIMESTAMP");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** The name of the type in SQL. */
    public String sql() {
        return sql;
    }

    PrimitiveType field(String name) {
        return switch (this) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case INT -> Types.optional(PrimitiveTypeName.INT32).named(name);
            case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(name);
        };
    }
}

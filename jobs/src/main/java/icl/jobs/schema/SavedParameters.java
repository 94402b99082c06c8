package icl.jobs.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.model.Question;
import icl.core.model.Tensor;
import icl.core.records.Records;
import icl.jobs.json.JsonMappers;
import icl.jobs.sweep.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters of a trained model as the table {@code restarts} keeps them, with the question that they were trained on. What is
 * read has the bits of what was written.
 */
public record SavedParameters(Question question, Parameters parameters) {
    private static final ObjectReader JSON =
            JsonMappers.PLAIN.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Parameters from the columns of their row.
     *
     * @param question JSON of the question
     * @param parameters JSON of the parameters
     * @throws Invalid when one of them is damaged
     */
    public static SavedParameters of(String question, String parameters) {
        try {
            return new SavedParameters(
                    Records.read(Question.class, JSON.forType(Object.class).<Object>readValue(question)),
                    parameters(JSON.readTree(parameters)));
        } catch (JsonProcessingException e) {
            throw new Invalid("Cannot read saved parameters: " + e.getOriginalMessage());
        }
    }

    /** {@code [{"name":"w","rows":1,"columns":2,"values":[0.5,-0.0]}, ...]}: what {@link #of} reads. */
    static String text(Parameters parameters) {
        ArrayNode all = JsonMappers.PLAIN.createArrayNode();
        double[] numbers = parameters.values();
        int at = 0;
        for (Tensor tensor : parameters.tensors()) {
            ObjectNode one = all.addObject()
                    .put("name", tensor.name())
                    .put("rows", tensor.rows())
                    .put("columns", tensor.columns());
            ArrayNode values = one.putArray("values");
            for (int i = 0; i < tensor.size(); i++) {
                values.add(numbers[at++]);
            }
        }
        return all.toString();
    }

    private static Parameters parameters(JsonNode all) {
        Require.that(all.isArray(), "parameters", "a JSON " + all.getNodeType(), "a list of tensors");
        List<Tensor> tensors = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (JsonNode one : all) {
            tensors.add(new Tensor(
                    one.path("name").asText(),
                    one.path("rows").asInt(),
                    one.path("columns").asInt()));
            one.path("values").forEach(value -> values.add(value.asDouble(Double.NaN)));
        }
        return new Parameters(
                tensors, values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}

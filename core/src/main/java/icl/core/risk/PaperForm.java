package icl.core.risk;

/** The paper's form of a risk where it has one: exact on independent data, elsewhere an approximation or a bound. */
interface PaperForm {
    /** Whether the paper gives a value for the question and this form is meant. Costs next to nothing. */
    boolean covers(Question question);

    /** The paper's value for a question that is covered. */
    PaperRisk answer(Question question);
}

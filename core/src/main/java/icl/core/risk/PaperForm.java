package icl.core.risk;

import java.util.Optional;

/** The paper's form of a risk where it has one: exact on independent data, elsewhere an approximation or a bound. */
interface PaperForm {
    /** The paper's value, or empty where the paper gives none for the question or another form is meant. */
    Optional<PaperRisk> answer(Question question);
}

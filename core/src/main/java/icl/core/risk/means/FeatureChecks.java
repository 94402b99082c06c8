package icl.core.risk.means;

import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.model.Question;
import java.util.Optional;

/** The check that features are Gaussian, which the formulas of this package need. */
final class FeatureChecks {
    private FeatureChecks() {}

    /** Why a question has no closed form where its features are not Gaussian; else empty. */
    static Optional<String> refusal(Question question) {
        return isGaussian(question.design()) && isGaussian(question.lawOfTraining())
                ? Optional.empty()
                : Optional.of(
                        "features that are not Gaussian, beside tasks with groups, prompts or squared labels; ask for"
                                + " attention, or for feature_law gaussian");
    }

    private static boolean isGaussian(Design design) {
        return !(design instanceof IidDesign iid) || iid.featureLaw().isGaussian();
    }
}

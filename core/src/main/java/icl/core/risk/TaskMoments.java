package icl.core.risk;

import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.DriftDesign;

/** Task correlation and label noise by position, from 0, the query last. Independent data have one task: K = 1. */
record TaskMoments(TaskCorrelation correlation, Profile noiseVariance, int length) {

    static TaskMoments of(Design design) {
        TaskCorrelation correlation =
                design instanceof DriftDesign drift ? drift.taskCorrelation() : new TaskCorrelation.Ar1(1);
        return new TaskMoments(correlation, design.noiseVariance(), design.length());
    }

    /** K_ij. */
    double at(int i, int j) {
        return correlation.at(i, j, length);
    }

    /** s_i^2. */
    double noise(int i) {
        return noiseVariance.at(i);
    }
}

package icl.core.risk.means;

import icl.core.design.IidDesign;
import icl.core.linalg.DdMatrix;
import org.apache.commons.numbers.core.DD;

/**
 * Moments of a task beta and of the variance tau = beta'S_x beta + s^2 that labels have given the task, in double-double arithmetic. A
 * group with mean m and covariance C adds to
 *
 * <p>\[ \mathbb E\,\tau\beta : \; \tau_k m + 2 C S_x m , \qquad \mathbb E\,\tau^2 : \; \tau_k^2 + 2 \operatorname{tr}(C S_x C S_x) + 4
 * m^T S_x C S_x m , \qquad \tau_k = m^T S_x m + \operatorname{tr}(S_x C) + s^2 . \]
 */
final class LabelMoments {
    final DdMatrix features; // S_x, shape (d, d)
    final DdMatrix first; // E beta, shape (d, 1)
    final DdMatrix second; // E beta beta', shape (d, d)
    final DdMatrix third; // E tau beta, shape (d, 1)
    final DD variance; // E tau
    final DD fourth; // E tau^2

    /**
     * The moments of a design whose examples have one noise variance, which enters tau. A different noise of the query
     * does not.
     */
    LabelMoments(IidDesign design) {
        int d = design.dim();
        double noise = design.noiseVariance().at(0);
        GroupMoments groups = new GroupMoments(design.taskMixture().orElseThrow(), d);
        first = groups.average(groups::mean);
        features = DdMatrix.of(design.featureCovariance().matrix(d));
        second = groups.within().plus(groups.products(groups.means(), groups.means()));
        variance = features.traceOfProduct(second).add(noise);
        DdMatrix ofTask = DdMatrix.from(d, 1, (i, c) -> DD.ZERO);
        DD square = DD.ZERO;
        for (int k = 0; k < groups.size(); k++) {
            DdMatrix mean = groups.mean(k);
            DdMatrix xm = features.times(mean);
            DdMatrix cx = groups.covariance(k).times(features);
            DdMatrix cxm = groups.covariance(k).times(xm);
            DD tau = xm.dot(mean).add(cx.trace()).add(noise);
            DD own = tau.square()
                    .add(cx.traceOfProduct(cx).multiply(2.0))
                    .add(xm.dot(cxm).multiply(4.0));
            DD share = groups.share(k);
            ofTask = ofTask.plus(mean.scaled(tau.multiply(share)).plus(cxm.scaled(share.multiply(2.0))));
            square = square.add(own.multiply(share));
        }
        third = ofTask;
        fourth = square;
    }
}

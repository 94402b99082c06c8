-- The least rank that reaches half of what full rank gains over predicting zero, by design.
-- Where a grid has several ranks, the row of the largest counts: the weights of H3 are those of its rank.
SELECT {question without rank, trained_on}, max_by(half_rank, coalesce(rank, dim)) AS half_rank,
       max_by(try_divide(gain, zero_risk), coalesce(rank, dim)) AS gained
FROM results
WHERE measure = 'exact' AND status = 'ok' AND half_rank IS NOT NULL AND trained_on IS NULL
GROUP BY {question without rank, trained_on}
ORDER BY half_rank, {question without rank, trained_on}

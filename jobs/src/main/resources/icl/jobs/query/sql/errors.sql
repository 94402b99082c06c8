-- Cells that failed, with what failed.
SELECT measure, error, design, architecture, dim, length, noise_variance, alpha, rank, feature_covariance, task_covariance,
       task_correlation, base, loss, cell_id, measure_id, seed, cpu_seconds, run_id, error_kind, trained_on, feature_correlation,
       query, feature_law
FROM last_results
WHERE status = 'failed'

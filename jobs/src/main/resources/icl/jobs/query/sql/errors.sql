-- Cells that failed, with what failed.
SELECT measure, error, {question}, cell_id, measure_id, seed, cpu_seconds, run_id, error_kind
FROM last_results
WHERE status = 'failed'

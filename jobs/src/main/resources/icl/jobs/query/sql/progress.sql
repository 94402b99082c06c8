-- One row per run: how far it came.
SELECT s.run_id, s.sweep, s.started_at, e.finished_at, s.planned,
       coalesce(r.ok, 0) AS ok, coalesce(r.failed, 0) AS failed, s.planned - coalesce(r.rows, 0) AS missing,
       s.skipped, r.cpu_seconds
FROM raw_sweeps s
LEFT JOIN raw_ends e ON e.run_id = s.run_id
LEFT JOIN (
  SELECT run_id, count(*) AS rows, count_if(status = 'ok') AS ok, count_if(status = 'failed') AS failed,
         sum(cpu_seconds) AS cpu_seconds
  FROM raw_results GROUP BY run_id
) r ON r.run_id = s.run_id

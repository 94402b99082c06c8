-- One row per run; NULL from finished_at on where it did not come to its end.
SELECT s.*, e.finished_at, e.ok, e.failed, e.cpu_seconds, e.stopped
FROM raw_sweeps s LEFT JOIN raw_ends e ON e.run_id = s.run_id

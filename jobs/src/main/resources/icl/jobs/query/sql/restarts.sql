-- Restarts of the training of published results; a run that was killed may have left others.
SELECT s.* FROM raw_restarts s
LEFT SEMI JOIN last_results r ON r.run_id = s.run_id AND r.cell_id = s.cell_id AND r.measure_id = s.measure_id

-- Points of the training curves of published results; a run that was killed may have left others.
SELECT c.* FROM raw_curves c
LEFT SEMI JOIN last_results r ON r.run_id = c.run_id AND r.cell_id = c.cell_id AND r.measure_id = c.measure_id

-- The ten cells of each measure that are farthest from the exact risk.
-- Simulations are ranked by z, the difference in errors of its side; the others by their gap relative to the exact risk.
SELECT measure, gap, z, exact, risk, {question}, cell_id
FROM (
  SELECT *, row_number() OVER (PARTITION BY measure ORDER BY abs(coalesce(z, gap)) DESC, cell_id) AS place
  FROM gap LATERAL VIEW stack(4,
    'paper', paper, paper_gap, CAST(NULL AS DOUBLE),
    'monte_carlo', simulated, simulated_gap, simulated_z,
    'trained', trained, trained_gap, CAST(NULL AS DOUBLE),
    'population', population, population_gap, CAST(NULL AS DOUBLE)) AS measure, risk, gap, z
  WHERE gap IS NOT NULL
)
WHERE place <= 10
ORDER BY measure, place

-- How far the paper's form, simulation and training are from the exact risk, by design, architecture and loss.
-- Gaps are relative to the exact risk. The z of a simulation is in errors of its side: one in 25 or fewer are
-- beyond 2, and over many cells their deviation is 0.8 to 1.
SELECT design, architecture, loss, count(exact) AS cells, max(abs(paper_gap)) AS paper_worst,
       count(simulated_z) AS simulated, avg(simulated_z) AS z_mean, stddev(simulated_z) AS z_deviation,
       max(abs(simulated_z)) AS z_worst,
       count(trained_gap) AS trained, median(trained_gap) AS trained_median, max(trained_gap) AS trained_worst
FROM gap
WHERE exact IS NOT NULL
GROUP BY design, architecture, loss
ORDER BY design, architecture, loss

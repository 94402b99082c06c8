-- One row per cell: its risks side by side, the question as its first run gives it. Of several rows of one measure the last
-- run's counts. Gaps are relative to the exact risk. z is the difference in errors of the side on which the exact risk lies (error_below, error_above), so that 1.96
-- is the end of the 95 % interval; in standard errors for rows of earlier versions. Sums in single precision are right to 1e-5.
SELECT cell_id, {question},
       exact, paper, try_divide(paper - exact, exact) AS paper_gap, paper_method,
       simulated.risk AS simulated, simulated.standard_error AS simulated_error,
       try_divide(simulated.risk - exact, exact) AS simulated_gap,
       try_divide(simulated.risk - exact, if(simulated_side > 0, greatest(simulated_side, 1e-5 * exact), NULL)) AS simulated_z,
       trained.risk AS trained, trained.standard_error AS trained_error,
       try_divide(trained.risk - exact, exact) AS trained_gap,
       try_divide(trained.risk - exact, if(trained_side > 0, greatest(trained_side, 1e-5 * exact), NULL)) AS trained_z,
       population, try_divide(population - exact, exact) AS population_gap,
       trained.worst_risk AS trained_worst, trained.restarts AS trained_restarts, trained.failed_restarts AS trained_failed
FROM (
  SELECT *,
         coalesce(if(simulated.risk > exact, simulated.error_below, simulated.error_above), simulated.standard_error)
           AS simulated_side,
         coalesce(if(trained.risk > exact, trained.error_below, trained.error_above), trained.standard_error)
           AS trained_side
  FROM (
    SELECT cell_id, {question: min_by(*, run_id) AS *},
           max_by(risk, run_id) FILTER (WHERE measure = 'exact') AS exact,
           max_by(risk, run_id) FILTER (WHERE measure = 'paper') AS paper,
           max_by(method, run_id) FILTER (WHERE measure = 'paper') AS paper_method,
           max_by(struct(risk, standard_error, error_below, error_above), run_id) FILTER (WHERE measure = 'monte_carlo') AS simulated,
           max_by(struct(risk, standard_error, error_below, error_above, worst_risk, restarts, failed_restarts), run_id)
             FILTER (WHERE measure = 'trained') AS trained,
           max_by(risk, run_id) FILTER (WHERE measure = 'population') AS population
    FROM last_results
    WHERE status = 'ok'
    GROUP BY cell_id
  )
)

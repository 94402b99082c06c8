-- Why cells failed: each reason with its number of cells and one of them.
-- The view errors has them all, each with its question.
SELECT measure, error, count(*) AS cells, min(cell_id) AS such_as
FROM errors
GROUP BY measure, error
ORDER BY cells DESC, measure, error

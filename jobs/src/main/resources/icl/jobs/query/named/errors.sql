-- Why cells failed: each reason with its number of cells and one of them.
-- error_kind is the reason in a word. The view errors has each cell, with its question.
SELECT measure, error_kind, error, count(*) AS cells, min(cell_id) AS such_as
FROM errors
GROUP BY measure, error_kind, error
ORDER BY cells DESC, measure, error

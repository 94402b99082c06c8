-- Results of all attempts: those included of cells that failed and were asked again.
SELECT * FROM raw_results

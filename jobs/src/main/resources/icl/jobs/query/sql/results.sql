SELECT * FROM last_results

SELECT * FROM raw_results

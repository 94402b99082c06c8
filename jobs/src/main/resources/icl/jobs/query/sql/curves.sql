SELECT * FROM raw_curves

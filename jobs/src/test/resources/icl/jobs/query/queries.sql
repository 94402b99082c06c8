SELECT * FROM results
select Risk from RESULTS;
SELECT r.risk FROM results r JOIN gap g ON r.cell_id = g.cell_id WHERE r.dim > 3 ORDER BY 1 LIMIT 5 OFFSET 1
SELECT r.* FROM results AS r LEFT JOIN gap USING (cell_id)
SELECT r.risk FROM results r LEFT SEMI JOIN errors e ON r.cell_id = e.cell_id
SELECT r.risk FROM results r LEFT ANTI JOIN errors e ON r.cell_id = e.cell_id
SELECT a.risk - b.risk FROM results a CROSS JOIN results b
SELECT a.risk FROM results a FULL OUTER JOIN results b ON a.dim <=> b.dim
SELECT cell_id, dim FROM results NATURAL JOIN gap
WITH best AS (SELECT dim, min(risk) AS risk FROM results GROUP BY dim) SELECT * FROM best
WITH a AS (SELECT dim FROM results), b(d) AS (SELECT dim + 1 FROM a) SELECT * FROM a JOIN b ON a.dim < b.d
WITH results AS (SELECT 1 AS x) SELECT x FROM results
SELECT * FROM (WITH t AS (SELECT dim FROM results) SELECT dim FROM t) WHERE dim IN (SELECT dim FROM gap)
SELECT dim, risk, rank() OVER (PARTITION BY dim ORDER BY risk) FROM results
SELECT dim, sum(risk) OVER w FROM results WINDOW w AS (PARTITION BY dim)
SELECT risk, avg(risk) OVER (ORDER BY length ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM results
SELECT risk, sum(risk) OVER (ORDER BY length RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM results
SELECT length, risk - lag(risk) OVER (PARTITION BY design ORDER BY length) AS step FROM results
SELECT length, last_value(risk) IGNORE NULLS OVER (ORDER BY length), ntile(4) OVER (ORDER BY risk) FROM results
SELECT dim, row_number() OVER (ORDER BY risk DESC NULLS LAST), dense_rank() OVER (ORDER BY risk), percent_rank() OVER (ORDER BY risk) FROM results
SELECT dim FROM results GROUP BY dim HAVING count(*) > 0
SELECT dim, length FROM results GROUP BY CUBE (dim, length)
SELECT dim, length, grouping(dim), grouping_id(dim, length) FROM results GROUP BY ROLLUP (dim, length)
SELECT dim, length, count(*) FROM results GROUP BY GROUPING SETS ((dim), (length), ())
SELECT design, count(*) AS n, count_if(status = 'ok') AS ok FROM results GROUP BY ALL ORDER BY ALL
SELECT dim FROM results UNION ALL SELECT dim FROM gap EXCEPT SELECT 1 INTERSECT SELECT 2
SELECT dim FROM results UNION SELECT length FROM results
SELECT dim FROM results INTERSECT ALL SELECT dim FROM gap
SELECT dim FROM results EXCEPT ALL SELECT length FROM results
(SELECT dim FROM results LIMIT 1) UNION ALL (SELECT dim FROM gap LIMIT 1)
SELECT * FROM results WHERE risk = (SELECT max(risk) FROM results) AND EXISTS (SELECT 1 FROM gap)
SELECT * FROM results r WHERE NOT EXISTS (SELECT 1 FROM errors e WHERE e.cell_id = r.cell_id)
SELECT dim, (SELECT count(*) FROM gap g WHERE g.dim = r.dim) FROM results r
SELECT * FROM results WHERE (dim, length) IN (SELECT dim, length FROM gap)
SELECT * FROM (SELECT dim, length, risk FROM results) PIVOT (avg(risk) FOR dim IN (5, 20))
SELECT * FROM (SELECT dim, length, risk FROM results) PIVOT (avg(risk) AS a, max(risk) AS b FOR (dim, length) IN ((5, 3) AS x, (5, 4) AS y))
SELECT * FROM (SELECT cell_id, exact, paper FROM gap) UNPIVOT (risk FOR measure IN (exact, paper))
SELECT noise FROM results LATERAL VIEW explode(from_json(noise_profile, 'array<double>')) p AS noise
SELECT i, noise FROM results LATERAL VIEW OUTER posexplode(from_json(noise_profile, 'array<double>')) p AS i, noise
SELECT exact FROM results, LATERAL (SELECT exact FROM gap WHERE gap.cell_id = results.cell_id)
SELECT v FROM results, LATERAL explode(array(dim, length)) AS t(v)
SELECT a, b FROM results LATERAL VIEW json_tuple('{"a": 1, "b": 2}', 'a', 'b') j AS a, b
SELECT * FROM results TABLESAMPLE (10 ROWS)
SELECT count(*) FROM results TABLESAMPLE (50 PERCENT) REPEATABLE (1)
SELECT DISTINCT dim FROM results
SELECT count(DISTINCT dim, length), sum(DISTINCT dim) FROM results
SELECT * FROM VALUES (1, 'a'), (2, 'b') AS v(x, y)
SELECT * FROM range(10)
SELECT id * 2 FROM range(1, 10, 2) JOIN VALUES (3) AS v(x) ON x = id
SELECT explode(sequence(1, 10))
SELECT * FROM explode(array(1, 2)) AS t(x), stack(2, 1, 'a', 2, 'b') AS s(y, z)
SELECT dim, risk FROM results QUALIFY row_number() OVER (PARTITION BY dim ORDER BY risk) = 1
VALUES (1), (2)
TABLE results
FROM results SELECT dim
FROM results |> WHERE dim > 2 |> SELECT risk
FROM results |> EXTEND risk * 2 AS twice |> AGGREGATE avg(twice) AS t GROUP BY dim |> ORDER BY t |> LIMIT 3
SELECT transform(array(1, 2, 3), x -> x * 2), filter(array(1, 2), (x, i) -> x > i), exists(array(1), x -> x = 1)
SELECT aggregate(from_json(noise_profile, 'array<double>'), 0D, (a, x) -> a + x, a -> sqrt(a)) FROM results
SELECT zip_with(array(1), array(2), (x, y) -> x + y), map_filter(map('a', 1), (k, v) -> v > 0), array_sort(array(2, 1))
SELECT get_json_object(task_covariance, '$.power_law'), v:power_law FROM (SELECT task_covariance, try_parse_json(task_covariance) AS v FROM results)
SELECT from_json(task_covariance, 'power_law DOUBLE').power_law, to_json(named_struct('a', dim)), schema_of_json('{"a": 1}') FROM results
SELECT json_array_length('[1, 2]'), json_object_keys('{"a": 1}'), from_csv('1,2', 'a INT, b INT')
SELECT CASE WHEN dim > 3 THEN 'large' WHEN dim IS NULL THEN 'none' ELSE 'small' END, if(dim > 3, 1, 0), nullif(dim, 5) FROM results
SELECT coalesce(risk, 0), nvl(alpha, 0), greatest(dim, length), least(dim, length), ifnull(rank, dim) FROM results
SELECT risk::decimal(10, 3), cast(risk AS string), try_cast('x' AS int), try_divide(1, 0), try_add(1, 2), CAST('[1]' AS STRING) FROM results
SELECT sqrt(risk), ln(risk), log10(risk), exp(risk), pow(risk, 2), abs(risk) FROM (SELECT risk, risk AS r FROM results) WHERE 1 = 0 OR risk BETWEEN 0 AND 1
SELECT round(risk, 3), floor(risk), ceil(risk, 1), dim % 2, dim div 2, -dim, ~dim, dim & 1, dim | 1, dim ^ 1, dim << 1 FROM results
SELECT avg(risk), stddev(risk), variance(risk), corr(length, risk), covar_samp(dim, risk), regr_slope(risk, length), avg(length) FROM results
SELECT median(risk), percentile(risk, 0.5), percentile_approx(risk, array(0.25, 0.75)), percentile_cont(0.5) WITHIN GROUP (ORDER BY risk), mode(dim) FROM results
SELECT max_by(cell_id, risk), min_by(cell_id, risk), any_value(design), first(risk), last(risk), approx_count_distinct(cell_id) FROM results
SELECT sum(risk) FILTER (WHERE measure = 'exact'), collect_list(dim), array_agg(dim), collect_set(dim), listagg(design, ',') FROM results
SELECT upper(design) || '-' || lower(measure), concat_ws(',', design, measure), substring(cell_id, 1, 8), left(cell_id, 4), length(cell_id) FROM results
SELECT trim(BOTH 'x' FROM 'xax'), replace(design, 'r', 'R'), split(design, 't'), regexp_replace(design, '[aeiou]', ''), regexp_extract(cell_id, '([0-9]+)', 1) FROM results
SELECT * FROM results WHERE design LIKE 'retr%' AND design ILIKE 'RETR%' AND design RLIKE '^r' AND design NOT LIKE ALL ('a%', 'b%') AND design LIKE ANY ('r%')
SELECT position('a' IN design), overlay(design PLACING 'x' FROM 1), startswith(design, 'r'), contains(design, 't'), lpad(cast(dim AS string), 4, '0'), format_number(risk, 3), format_string('%.3f', risk) FROM results
SELECT started_at, date_trunc('hour', started_at), extract(YEAR FROM started_at), date_format(started_at, 'yyyy-MM-dd'), finished_at - started_at, timestampdiff(SECOND, started_at, finished_at) FROM sweeps
SELECT current_date, current_timestamp(), now() > started_at, started_at + INTERVAL 1 DAY, DATE '2024-07-13', to_date('2024-07-13'), unix_timestamp(started_at) FROM sweeps
SELECT struct(dim, length) AS s, named_struct('a', 1).a, array(1, 2)[0], map('k', 1)['k'], element_at(array(1), 1), size(array(1)) FROM results
SELECT array_contains(array(1), 1), array_distinct(array(1, 1)), array_max(array(1, 2)), flatten(array(array(1))), slice(array(1, 2, 3), 1, 2), map_keys(map(1, 2))
SELECT s.a, s.* FROM (SELECT named_struct('a', dim, 'b', length) AS s FROM results)
SELECT * EXCEPT (yaml, file) FROM sweeps
SELECT rand(7), randn(7), uuid() IS NOT NULL, md5('a'), sha2('a', 256), hash(1), xxhash64(1), hex(255), base64('a'), typeof(1)
SELECT isnan(risk), nanvl(risk, 0), risk IS NOT NULL, dim IS DISTINCT FROM length, risk <=> NULL, NOT (dim > 1 AND length < 2) FROM results
SELECT count(*) AS `number of rows`, `results`.`design` FROM `results` GROUP BY 2
SELECT /* a comment */ dim FROM results -- another
SELECT '${env:PATH}', 'it''s', "double", r'\d', 'reflect(''java.lang.System'')', X'1F', 1e3, 1L, 2.5BD
SELECT sweep, planned, ok, failed, missing FROM progress
SELECT error, count(*) FROM errors GROUP BY error ORDER BY 2 DESC
SELECT length, restart, step, c.loss FROM curves c JOIN results USING (cell_id, measure_id) ORDER BY length, restart, step
SELECT restart, s.risk FROM restarts s WHERE s.status = 'ok' ORDER BY risk LIMIT 5
SELECT width_bucket(risk, 0, 1, 10), bround(risk, 1), sign(risk), hypot(3, 4), degrees(pi()), factorial(5), bin(5), conv('ff', 16, 10) FROM results
SELECT dim FROM results SORT BY dim
SELECT cume_dist() OVER (ORDER BY risk), nth_value(risk, 2) OVER (ORDER BY risk), lead(risk, 1, 0D) OVER (ORDER BY length) FROM results
SELECT 1 AS date, 2 AS user
SELECT inline(array(struct(1, 'a'), struct(2, 'b')))
WITH a AS (WITH b AS (SELECT dim FROM results) SELECT dim FROM b), c AS (SELECT dim FROM A) SELECT * FROM c WHERE dim IN (SELECT dim FROM a)
WITH a AS (SELECT dim FROM results) SELECT * FROM (WITH b AS (SELECT dim FROM a) SELECT dim FROM b) JOIN a USING (dim)

-- SPDX-License-Identifier: Apache-2.0
--
-- The features of f24.yaml once more, by window functions. Input: rows.csv (id,time,payer,payee,amount,fraud) in the
-- order of time. Output: expected.csv with integers only: count, sum and maximum in cents, empty where there is nothing.
--
-- The key joins second and row, 2^22 rows at most, so that one range says both "at most d old" and "before this row":
-- d * 2^22 + 2^22 - 1 back takes in every row of the second that is exactly d ago, and none of the second before,
-- because a row of an earlier second has a lower number.
.bail on
.import --csv rows.csv raw
CREATE TABLE rows AS
  SELECT rowid AS row, payer, payee, CAST(round(amount * 100) AS INTEGER) AS cents,
    CAST(strftime('%s', time) AS INTEGER) * 4194304 + rowid AS key
  FROM raw;
DROP TABLE raw;
CREATE TABLE payer_side AS SELECT row,
    count(*) OVER d1 AS count_1d, sum(cents) OVER d1 AS sum_1d, max(cents) OVER d1 AS max_1d,
    count(*) OVER d7 AS count_7d, sum(cents) OVER d7 AS sum_7d, max(cents) OVER d7 AS max_7d,
    count(*) OVER d30 AS count_30d, sum(cents) OVER d30 AS sum_30d, max(cents) OVER d30 AS max_30d
  FROM rows WINDOW
    d1 AS (PARTITION BY payer ORDER BY key RANGE BETWEEN 362392059903 PRECEDING AND 1 PRECEDING),
    d7 AS (PARTITION BY payer ORDER BY key RANGE BETWEEN 2536719253503 PRECEDING AND 1 PRECEDING),
    d30 AS (PARTITION BY payer ORDER BY key RANGE BETWEEN 10871640162303 PRECEDING AND 1 PRECEDING);
CREATE TABLE payee_side AS SELECT row,
    count(*) OVER d1 AS count_1d, sum(cents) OVER d1 AS sum_1d, max(cents) OVER d1 AS max_1d,
    count(*) OVER d7 AS count_7d, sum(cents) OVER d7 AS sum_7d, max(cents) OVER d7 AS max_7d,
    count(*) OVER d30 AS count_30d, sum(cents) OVER d30 AS sum_30d, max(cents) OVER d30 AS max_30d
  FROM rows WINDOW
    d1 AS (PARTITION BY payee ORDER BY key RANGE BETWEEN 362392059903 PRECEDING AND 1 PRECEDING),
    d7 AS (PARTITION BY payee ORDER BY key RANGE BETWEEN 2536719253503 PRECEDING AND 1 PRECEDING),
    d30 AS (PARTITION BY payee ORDER BY key RANGE BETWEEN 10871640162303 PRECEDING AND 1 PRECEDING);
CREATE UNIQUE INDEX payer_row ON payer_side (row);
CREATE UNIQUE INDEX payee_row ON payee_side (row);
.headers on
.mode csv
.output expected.csv
SELECT a.row,
    a.count_1d AS payer_count_1d, a.sum_1d AS payer_sum_1d, a.max_1d AS payer_max_1d,
    a.count_7d AS payer_count_7d, a.sum_7d AS payer_sum_7d, a.max_7d AS payer_max_7d,
    a.count_30d AS payer_count_30d, a.sum_30d AS payer_sum_30d, a.max_30d AS payer_max_30d,
    b.count_1d AS payee_count_1d, b.sum_1d AS payee_sum_1d, b.max_1d AS payee_max_1d,
    b.count_7d AS payee_count_7d, b.sum_7d AS payee_sum_7d, b.max_7d AS payee_max_7d,
    b.count_30d AS payee_count_30d, b.sum_30d AS payee_sum_30d, b.max_30d AS payee_max_30d
  FROM payer_side a JOIN payee_side b ON b.row = a.row ORDER BY a.row;

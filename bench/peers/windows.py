# SPDX-License-Identifier: Apache-2.0
"""The twelve features of bench/f12.yaml in DuckDB's SQL and in pandas, timed; prints one JSON object.

  windows.py ROWS.csv [FEATURES.csv]

ROWS.csv has id,time,payer,payee,amount,… in the order of time. FEATURES.csv is what `fraudrisk features` says of the
same rows: how many rows agree with SQL is counted outside the timed part. Rows of the same second are the difference:
to SQL they are peers, to a stream each comes after the one before it.
"""

import json
import sys
import time

import duckdb
import pandas

DAYS = (1, 7, 30)


def clocks():
    """Seconds on the wall and of the processor: on a busy machine they differ."""
    return time.perf_counter(), time.process_time()


def spans(begin, read, done):
    """What it took to read the file and to compute the windows, by both clocks."""
    return {"file_s": read[0] - begin[0], "windows_s": done[0] - read[0],
            "file_cpu_s": read[1] - begin[1], "windows_cpu_s": done[1] - read[1]}


def sql_of_windows():
    """Both sides as an analyst writes them: a window a length, two aggregates over each."""
    columns, windows = [], []
    for side in ("payer", "payee"):
        for days in DAYS:
            name = f"{side}_{days}d"
            columns.append(f"count(*) OVER {name} AS {side}_count_{days}d")
            columns.append(f"coalesce(sum(amount) OVER {name}, 0) AS {side}_sum_{days}d")
            windows.append(f"{name} AS (PARTITION BY {side} ORDER BY time RANGE BETWEEN INTERVAL {days} DAY PRECEDING "
                           "AND CURRENT ROW EXCLUDE CURRENT ROW)")
    return f"SELECT id, {', '.join(columns)} FROM rows WINDOW {', '.join(windows)}"


def agreement(connection, features):
    """How many rows of FEATURES.csv say what SQL says."""
    same = " AND ".join(f"abs(f.{side}_{what}_{days}d - w.{side}_{what}_{days}d) < 0.005"
                        for side in ("payer", "payee") for what in ("count", "sum") for days in DAYS)
    question = (f"SELECT count(*), count(*) FILTER ({same}) FROM read_csv(?) f JOIN windows w ON f.id = w.id")
    return connection.execute(question, [features]).fetchone()


def with_duckdb(rows, features):
    connection = duckdb.connect(config={"threads": 1})
    begin = clocks()
    connection.execute("CREATE TABLE rows AS SELECT id, CAST(time AS TIMESTAMP) AS time, payer, payee, amount "
                       "FROM read_csv(?)", [rows])
    read = clocks()
    connection.execute(f"CREATE TABLE windows AS {sql_of_windows()}")
    done = clocks()
    count = connection.execute("SELECT count(*) FROM windows").fetchone()[0]
    found = {"version": duckdb.__version__, "rows": count, **spans(begin, read, done)}
    if features is not None:
        found["compared"], found["equal"] = agreement(connection, features)
    return found


def with_pandas(rows):
    begin = clocks()
    frame = pandas.read_csv(rows, usecols=["id", "time", "payer", "payee", "amount"], parse_dates=["time"])
    read = clocks()
    frame = frame.set_index("time")
    columns = {}
    for side in ("payer", "payee"):
        amounts = frame.groupby(side, sort=False)["amount"]
        for days in DAYS:
            window = amounts.rolling(f"{days}D", closed="left")
            columns[f"{side}_count_{days}d"] = window.count()
            columns[f"{side}_sum_{days}d"] = window.sum()
    done = clocks()
    return {"version": pandas.__version__, "rows": len(frame), "columns": len(columns),
            **spans(begin, read, done)}


def main():
    rows, features = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    print(json.dumps({"duckdb": with_duckdb(rows, features), "pandas": with_pandas(rows)}))


main()

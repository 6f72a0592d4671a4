# SPDX-License-Identifier: Apache-2.0
"""Every ninth transfer is reported, 7 days after it: make_reports.py <ROWS.csv >REPORTS.csv"""

import csv
import datetime
import sys

print("event,time,transfer_id,payer,payee,amount")
for number, row in enumerate(csv.DictReader(sys.stdin)):
    if number % 9 == 0:
        later = datetime.datetime.fromisoformat(row["time"]) + datetime.timedelta(days=7)
        print("fraud_reported", later.isoformat(sep=" "), row["id"], row["payer"], row["payee"], row["amount"], sep=",")

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Posts transfers to the service, good ones and others, and prints what it answers: try.py FILE, which the service
writes its port to."""

import http.client
import json
import re
import sys
import time

MORNING_US = 1_767_664_800_000_000
HELD = {"id": "T-1", "payer": "6222-0001", "payee": "6228-9999", "amount_minor": 4_990_000, "time_us": MORNING_US,
        "remark": "转到安全账户", "channel": "teller", "on_call": True, "screen_shared": True, "language": "en"}
SMALL = {"id": "T-2", "payer": "6222-0002", "payee": "6228-0003", "amount_minor": 1_000, "time_us": MORNING_US}
DELAYED = {**SMALL, "id": "T-6", "payer": "6222-0006", "channel": "atm", "confirmed_in_chinese": False,
           "language": "en"}
LATER = {"time_us": MORNING_US + 3_600_000_000}


def port_of(path):
    for _ in range(600):
        with open(path, encoding="utf-8") as file:
            found = re.search(r"listening on port (\d+)", file.read())
        if found:
            return int(found.group(1))
        time.sleep(0.1)
    sys.exit("the service does not listen")


def main():
    connection = http.client.HTTPConnection("127.0.0.1", port_of(sys.argv[1]), timeout=60)

    def post(path, body, method="POST"):
        text = body if isinstance(body, str) else json.dumps(body)
        connection.request(method, path, text.encode())
        answer = connection.getresponse()
        print(method, path, answer.status, answer.read().decode())

    post("/transfers", HELD)
    post("/transfers", SMALL)
    post("/transfers", {**SMALL, "payee": "6228-0004"})
    post("/transfers/T-1/confirm", LATER)
    post("/transfers/T-1/release", LATER)
    post("/transfers/T-1/release", LATER)
    post("/transfers", HELD)
    post("/transfers/T-2/release", LATER)
    post("/transfers/T-9/release", LATER)
    post("/transfers", DELAYED)
    post("/transfers/T-6/confirm", LATER)
    post("/transfers/T-6/release", LATER)
    post("/transfers/T-6/cancel", LATER)
    post("/transfers", {**SMALL, "id": "T-3", "amount_minor": -1})
    post("/transfers", {**SMALL, "id": "T-4", "payee": "6222-0002"})
    post("/transfers", {**SMALL, "amount_minor": "much"})
    post("/transfers", {**SMALL, "channel": "pigeon"})
    post("/transfers", {"id": "T-5"})
    post("/transfers", '{"id":"T-5",}')
    post("/transfers", "[" * 60_000)
    post("/transfers", " " * 70_000)
    post("/transfers", "", "GET")
    post("/transfers/T-1/nothing", LATER)


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The words of policies/retail-cn: all are there, in Chinese and English, within their bounds, in every encoding a bank
prints in, without jargon and without what must not be told; and the policy language takes them.

  words.py FRAUDRISK     exit 77 when PyYAML is not there
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

try:
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

FOLDER = "policies/retail-cn/words"
TYPES = """impersonating_police fake_credit_repair fake_refund fake_ticket_refund loan_advance_fee task_rebate
fake_investment romance crypto_purchase fake_purchase game_trade impersonating_boss impersonating_leader
impersonating_acquaintance family_emergency payee_redirection fake_prize sextortion escort_advance_fee
fake_institution_purchase job_fee token_phishing sim_swap gambling elder_investment mule impersonating_bank
unclassified""".split()
CASES = """unauthorised_use retry_after_warning atm_delay police_alert listed_payee suspicious_payee police_order
no_payment_in counter_only coached screen_share cash_courier third_party_payee""".split()
NEEDED = ["customer", "atm", "voice", "ask", "audit"]  # of each; the notices may come from unclassified
NOTICES = ["reason", "remedy", "documents", "review", "release", "expiry"]
# The most characters of a text or line. An ATM line is counted in columns below.
MOST = {"customer": (60, 160), "voice": (60, 130), "audit": (160, 300), "teller": (70, 180), "reason": (70, 180),
        "remedy": (70, 180), "documents": (25, 80), "review": (70, 180), "release": (70, 180), "expiry": (70, 180),
        "ask": (40, 100)}
ATM_LINES, ATM_COLUMNS = 4, 32  # a Chinese character takes two columns
ASKED = 10
# What the customer reads or hears blames nobody, and tells nothing of how the bank came to it.
BLAME = "涉案 嫌疑 可疑 名单 规则 模型 评分 打分 触发 风控 高风险 黑名单 洗钱 跑分 引流 止付 冻结 违法 追究 惩戒 处罚 刑事".split()
BLAME_EN = """suspicious suspect flagged blacklist list model score scoring trigger mule launder illegal punish convict
criminal risk""".split()
# Words of the trade, where plain ones exist.
JARGON = "归集 对公 汇款 受益人 交易对手 校验 鉴权 客户端 予以 贵行 兹 该笔 我行 切勿 严禁 务必 如下 上述".split()
JARGON_EN = "payee beneficiary remit remittance authorise authenticate credential escrow hereby kindly utilise".split()
NOT_WORDS = {"ask", "at_expiry", "overrides"}
# Nobody is to guess from these what the bank knows, or no scam is what they are about.
UNNAMED = {"unauthorised_use", "listed_payee", "police_order", "counter_only"}
# The police decide about these, so that they say of every notice themselves what holds; unclassified's would promise
# too much.
ORDERED = {"police_order": NOTICES + ["overrides"], "counter_only": NOTICES + ["overrides"],
           "no_payment_in": ["reason", "release", "expiry"]}
# Who stands behind sees the screen of an ATM and hears its voice, so that they do not name this one.
UNTOLD = {"sextortion"}
SHAMING = {"sextortion", "escort_advance_fee", "gambling"}
NEXT_STEP = re.compile("停|挂断|关掉|拨|打|问|核|商量|别|取消|撤销|接听|不转|请带")
failures = []


class Loader(yaml.SafeLoader):
    """YAML as the command reads it: yes and no are words, and here they are keys."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def fail(what, text=""):
    failures.append(f"{what}: {text}" if text else what)


def load():
    questions, advice = {}, {}
    for path in sorted(glob.glob(f"{FOLDER}/*.yaml")):
        part = yaml.load(open(path, encoding="utf-8"), Loader=Loader)
        for name, section in (("questions", questions), ("advice", advice)):
            for key, value in (part.pop(name, None) or {}).items():
                if key in section:
                    fail(f"{path}: {key} stands there twice")
                section[key] = value
        if part:
            fail(f"{path} has more than questions and advice: {sorted(part)}")
    return questions, advice


def lines_of(texts):
    return texts if isinstance(texts, list) else [texts]


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def check_language(what, language, text):
    """Plain text that every terminal and printer of a bank can show."""
    try:
        if text.encode("gb18030").decode("gb18030") != text:
            fail(f"{what} does not come back from GB18030", text)
        if len(text.encode("gbk")) > 2 * len(text):
            fail(f"{what} needs four bytes a character", text)
    except UnicodeError as error:
        fail(f"{what} cannot be said in GBK: {error}", text)
    if text != text.strip() or "  " in text or "\n" in text:
        fail(f"{what} has blanks at its ends, two in a row, or a line break", text)
    if "{" in text:
        fail(f"{what} names a value", text)
    if language == "en" and not text.isascii():
        fail(f"{what} is not plain ASCII", text)
    if language == "zh" and re.search(r"[,.:;?!()\"' ]", text.replace("App", "").replace("fake_", "")):
        fail(f"{what} mixes in narrow punctuation", text)
    if language == "zh" and ("你" in text or "妳" in text):
        fail(f"{what} says 你 instead of 您", text)


def check_told(what, language, text):
    """What the customer reads or hears."""
    if language == "zh":
        bad = [word for word in BLAME + JARGON if word in text]
    else:
        said = re.findall("[a-z]+", text.lower())
        bad = [word for word in BLAME_EN + JARGON_EN if word in said or word + "s" in said]
    if bad:
        fail(f"{what} says {bad}", text)


def check_bound(what, part, language, text):
    most = MOST[part][language == "en"]
    if len(text) > most:
        fail(f"{what} has {len(text)} characters; {most} are the most", text)


def check_part(code, part, texts):
    if set(texts) != {"zh", "en"}:
        fail(f"{code}.{part} is not in zh and en alone", str(sorted(texts)))
    if len(lines_of(texts.get("zh"))) != len(lines_of(texts.get("en"))) and part != "atm":
        fail(f"{code}.{part} has not as many lines in zh as in en")
    for language, value in texts.items():
        for text in lines_of(value):
            what = f"{code}.{part}.{language}"
            check_language(what, language, text)
            if part not in ("teller", "audit"):
                check_told(what, language, text)
            if part == "atm":
                if columns(text) > ATM_COLUMNS:
                    fail(f"{what} takes {columns(text)} columns; {ATM_COLUMNS} are the most", text)
            else:
                check_bound(what, part, language, text)
        if part == "atm" and len(lines_of(value)) > ATM_LINES:
            fail(f"{code}.atm.{language} has {len(value)} lines; {ATM_LINES} are the most")


def check_speakable(code, texts):
    """A voice reads it: no figures that could be read as a number, no quotes, no letters among Chinese."""
    if re.search(r"[0-9A-Za-z“”（）《》·]", texts["zh"]):
        fail(f"{code}.voice.zh cannot be read aloud as it stands", texts["zh"])
    if code in SHAMING and re.search("聊|赌|色|嫖|上门|sex|gambl|bet|picture", texts["zh"] + texts["en"]):
        fail(f"{code}.voice says before a queue what is nobody's business", str(texts))
    if re.search(r"[0-9\"()/]", texts["en"]):
        fail(f"{code}.voice.en cannot be read aloud as it stands", texts["en"])


def check_customer(code, texts):
    first = re.split("[。？]", texts["zh"])[0]
    if not NEXT_STEP.search(first):
        fail(f"{code}.customer.zh does not begin with what to do", texts["zh"])
    named = "骗" in texts["zh"] and re.search("scam|fraud", texts["en"])
    if bool(named) == (code in UNNAMED):
        fail(f"{code}.customer should {'not ' if code in UNNAMED else ''}name the scam", str(texts))
    if texts["zh"][-1] not in "。？" or texts["en"][-1] not in ".?":
        fail(f"{code}.customer is no whole sentence")


def check_named(code, one):
    """Of a scam every text that the customer sees or hears says that it is one: the machine's few lines, the voice."""
    for part in ("customer", "atm", "voice"):
        for language, sign in (("zh", "骗"), ("en", "scam|fraud")):
            text = " ".join(lines_of(one.get(part, {}).get(language, "")))
            if not re.search(sign, text):
                fail(f"{code}.{part}.{language} does not say that it is a scam", text)


def observations():
    header = open("include/fraudrisk/transfer.h", encoding="utf-8").read()
    return {name.lower() for name in re.findall(r"#define FR_TELLER_([A-Z_]+)\s+\\?\s*\(UINT64_C", header)}


def check_questions(questions, advice):
    known = observations()
    if len(known) < 13:
        fail("transfer.h has no observations")
    asked = [name for one in advice.values() for name in one.get("ask", [])]
    for name, question in questions.items():
        check_part(name, "ask", question["ask"])
        sign = {question[answer] for answer in ("yes", "no") if answer in question}
        if not sign <= known:
            fail(f"the question {name} gives no observation of transfer.h", str(sign))
        if set(question) - {"ask", "yes", "no"} or len(question) > 2:
            fail(f"the question {name} has other parts than ask and one answer", str(sorted(question)))
        if not all(text.rstrip("。.")[-1] in "？?" or "？" in text or "?" in text for text in question["ask"].values()):
            fail(f"the question {name} does not ask")
        if name not in asked:
            fail(f"nobody asks {name}")
    for code, one in advice.items():
        names = one.get("ask", [])
        gives = [name for name in names if len(questions.get(name, {})) > 1]
        if len(names) > ASKED or len(set(names)) != len(names):
            fail(f"{code} asks too much, or the same twice", str(names))
        if len(gives) < (1 if code in ("sextortion", "sim_swap") else 2):
            fail(f"{code} asks too little that comes back as an observation", str(names))


def check_advice(advice):
    for code in TYPES + CASES:
        for part in NEEDED + (NOTICES + ["teller"] if code == "unclassified" else ["reason"] if code in TYPES else []):
            if part not in advice.get(code, {}):
                fail(f"{code} lacks {part}")
    for code, needed in ORDERED.items():
        for part in ["teller"] + needed:
            if part not in advice.get(code, {}):
                fail(f"{code} lacks {part}")
        release = advice.get(code, {}).get("release", {"zh": "", "en": ""})
        if "核实" in release["zh"] or "checked" in release["en"]:
            fail(f"{code}.release promises what the bank may not do", str(release))
    for code in sorted(set(advice) - set(TYPES + CASES)):
        fail(f"{code} is no scam type of this policy, and no general case")
    seen = {}
    for code, one in advice.items():
        if ("expiry" in one) != ("at_expiry" in one):
            fail(f"{code} says what happens at expiry to the customer or to the bank's systems alone")
        for part in sorted(set(one) - NOT_WORDS):
            if part in MOST or part == "atm":
                check_part(code, part, one[part])
            else:
                fail(f"{code} has a part {part}")
        if code in TYPES and code not in UNTOLD:
            check_named(code, one)
        if "voice" in one and "customer" in one:
            check_speakable(code, one["voice"])
            check_customer(code, one["customer"])
        audit = one.get("audit", {"zh": code})
        if code in TYPES and code != "unclassified" and code not in "".join(audit.values()):
            fail(f"{code}.audit does not name the type")
        for language, text in one.get("customer", {}).items():
            if seen.setdefault(text, code) != code:
                fail(f"{code} and {seen[text]} say the same in {language}")


def check_by_command(fraudrisk, advice):
    """A policy that includes all of them, with a rule for each, passes without a warning."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(FOLDER, f"{folder}/words")
        with open(f"{folder}/policy.yaml", "w", encoding="utf-8") as file:
            file.write('fraudrisk: 1\nname: words\nversion: 1\ncurrency: CNY\nutc_offset: "+08:00"\ninclude:\n')
            file.writelines(f"  - words/{name}\n" for name in sorted(os.listdir(FOLDER)))
            file.write("rules:\n")
            for number, code in enumerate(TYPES + CASES):
                key = "scam" if code in TYPES else "advice"
                file.write(f"  - {{ id: r{number}, {key}: {code}, points: 50, reason: {{ en: x }}, "
                           f"when: 'transfer.amount == {number + 1}.0' }}\n")
            file.write("decision: [{ warn: 40, hold: 80 }]\ntests:\n")
            for number, code in enumerate(TYPES + CASES):
                said = advice[code]
                file.write(f"  - name: {code}\n    transfer: {{ amount: {number + 1} }}\n    expect:\n      words:\n")
                for part in ("customer", "voice", "audit"):
                    file.write(f"        {part}: '{said[part]['zh']}'\n")
                file.write(f"        atm: ['{said['atm']['zh'][0]}', '{said['atm']['zh'][-1]}']\n")
        done = subprocess.run([fraudrisk, "policy", "check", f"{folder}/policy.yaml"], capture_output=True, text=True,
                              encoding="utf-8", check=False)
        if done.returncode != 0 or "warning" in done.stdout + done.stderr:
            fail("policy check", (done.stdout + done.stderr)[:2000])


def main(fraudrisk):
    questions, advice = load()
    check_advice(advice)
    check_questions(questions, advice)
    if not failures:
        check_by_command(fraudrisk, advice)
    for failure in failures:
        print(f"FAILED {failure}")
    texts = sum(len(lines_of(value)) for one in advice.values() for part, by in one.items()
                if part not in NOT_WORDS
                for value in by.values()) + 2 * len(questions)
    print(f"{len(advice)} advices, {len(questions)} questions, {texts} texts, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# fraudrisk report: what it refuses and how, where the page goes, how large it gets, and that nothing in the data can
# become markup. What a reader sees of it is looked at by tests/report.
command -v python3 >/dev/null || {
  echo "skipped: python3 is not there"
  exit 77
}
. "$(dirname "$0")/lib.sh"
sample=$here/backtest/sample.json
mkdir told
cp "$sample" told/backtest.json

# refused NAME SENTENCE FILE [OPTIONS…]: it ends with 1, says this, and leaves no page.
refused() {
  name=$1 sentence=$2
  shift 2
  status=0
  rm -f page.html
  "$FRAUDRISK" report -o page.html "$@" >refused.out 2>refused.err || status=$?
  [ $status -eq 1 ] || fail "$name: status $status"
  says "$name" "$sentence" refused.err
  [ ! -e page.html ] && [ ! -e page.html.tmp ] || fail "$name: a page was left"
}

# changed NAME CODE: the sample, changed by a line of Python.
changed() {
  python3 -c "import json, sys; d = json.load(open(sys.argv[1])); $2; json.dump(d, open(sys.argv[3], 'w'))" "$sample" - "$1.json"
}

# Where it goes: beside the backtest, or where it is told.
"$FRAUDRISK" report told/backtest.json >told.out 2>&1 || fail "beside: $(cat told.out)"
[ -s told/report.html ] || fail "no page beside the backtest"
[ -s told.out ] && fail "it has nothing to say: $(cat told.out)"
"$FRAUDRISK" report -o - told/backtest.json >stdout.html || fail "standard output"
"$FRAUDRISK" report -o stdin.html - <told/backtest.json || fail "standard input"
cmp -s told/report.html stdout.html && cmp -s told/report.html stdin.html || fail "the page depends on where it goes"
cases=$((cases + 4))

# What is no backtest.
echo 'not JSON' >text.json
refused "not JSON" "text.json:1:3: is not JSON: " text.json
echo '{"format": "other"}' >other.json
refused "another format" "other.json: is not what \`fraudrisk backtest --out DIR\` writes: it does not begin with its format" other.json
changed newer "d['format_version'] = 2"
refused "a newer one" "newer.json: is of format_version 2; this command knows 1. Draw it with the command that wrote it" newer.json
changed half "del d['comparisons']"
refused "half of one" "half.json: is no whole backtest: comparisons is missing" half.json
changed kind "d['data'] = []"
refused "another kind" "kind.json: is no whole backtest: data is of another kind" kind.json
changed empty "d['policies'] = []"
refused "no policy" "empty.json: is no whole backtest: it has no policy" empty.json
changed part "del d['policies'][1]['curves']"
refused "a policy without its curves" "part.json: is no whole backtest: policies[]: curves is missing" part.json
changed level "del d['policies'][0]['quality']['hold']"
refused "a quality without a level" "level.json: is no whole backtest: quality: hold is missing" level.json
refused "no file" "none.json" none.json
status=0
"$FRAUDRISK" report 2>usage.err || status=$?
[ $status -eq 2 ] || fail "no file named: status $status"
says "no file named" "name the backtest.json" usage.err

# A full disk, a folder that is not there: the page that was there stays.
mkdir full
echo before >full/report.html
status=0
(ulimit -f 8 && trap '' XFSZ && "$FRAUDRISK" report -o full/report.html told/backtest.json 2>full.err) || status=$?
[ $status -eq 1 ] || fail "a full disk: status $status"
says "a full disk" "full/report.html: cannot be written: File too large" full.err
[ "$(cat full/report.html)" = before ] || fail "a full disk tore the page that was there"
[ "$(ls full)" = report.html ] || fail "a full disk leaves: $(ls full)"
refused "no folder" "nowhere/page.html: cannot be written: No such file or directory" -o nowhere/page.html told/backtest.json
cases=$((cases + 1))

# A link leads to the new page; a device and a pipe stay what they are.
mkdir linked
echo before >linked/far.html
ln -s far.html linked/report.html
ln -s /dev/full linked/full.html
mkfifo linked/pipe.html
"$FRAUDRISK" report -o linked/report.html told/backtest.json || fail "a link"
[ -L linked/report.html ] || fail "a link became a file"
same "the page behind a link" told/report.html linked/far.html
status=0
"$FRAUDRISK" report -o linked/full.html told/backtest.json 2>full.err || status=$?
[ $status -eq 1 ] || fail "a full device: status $status"
says "a full device" "linked/full.html: cannot be written: No space left on device" full.err
[ -L linked/full.html ] && [ -c /dev/full ] || fail "a device was replaced"
cat linked/pipe.html >from_pipe.html &
reading=$!
timeout 60 "$FRAUDRISK" report -o linked/pipe.html told/backtest.json || fail "a pipe"
if [ -p linked/pipe.html ]; then
  wait $reading
  same "the page through a pipe" told/report.html from_pipe.html
else
  kill $reading
  fail "a pipe was replaced"
fi
[ "$(ls linked | tr '\n' ' ')" = "far.html full.html pipe.html report.html " ] || fail "beside the page lie: $(ls linked)"

# A command whose parts were left behind says which.
mkdir -p bare/bin
cp "$FRAUDRISK" bare/bin/fraudrisk
status=0
bare/bin/fraudrisk report -o bare/page.html told/backtest.json 2>bare.err || status=$?
[ $status -eq 1 ] || fail "without its parts: status $status"
says "without its parts" "a part of the report is not installed: " bare.err

# What comes from data cannot become markup; only what was written as a script is one, and each is named by its hash.
python3 - "$sample" <<'PY'
import json, sys
told = json.load(open(sys.argv[1]))
nasty = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--"
def spoil(value):
    if isinstance(value, dict):
        return {key: spoil(inner) for key, inner in value.items()} | {nasty: nasty}
    if isinstance(value, list):
        return [spoil(inner) for inner in value]
    return nasty if isinstance(value, str) else value
kept = {"format": told["format"], "format_version": told["format_version"]}
json.dump(spoil(told) | kept, open("nasty.json", "w"))
PY
"$FRAUDRISK" report -o nasty.html nasty.json || fail "nasty names are names"
python3 - <<'PY' || fail "a page of nasty names, or of a large backtest"
import base64, copy, hashlib, html.parser, json, os, re

class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.policy = [], None
    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        attributes = dict(attributes)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        assert not any(name.startswith("on") or name in ("src", "href", "style") for name in attributes), attributes

def read(path):
    page = open(path, encoding="utf-8").read()
    tags = Tags()
    tags.feed(page)
    return page, tags

page, tags = read("nasty.html")
assert tags.tags.count("script") == 9 and "img" not in tags.tags, tags.tags
for part in re.findall(r"<script>(.*?)</script>", page, re.S):
    digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in tags.policy, "a script whose hash is not named"
style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in tags.policy
assert tags.policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe-eval" not in tags.policy
inside = json.loads(re.search(r'id="backtest">(.*?)</script>', page, re.S).group(1))
assert inside["policies"][0]["name"].startswith("</script>"), "the name is another"
assert "state" not in inside, "what the page does not show is not in it"

# However large: every list as long as a hundred policies' rules, every text full of what takes six bytes each.
told = json.load(open("told/backtest.json"))
long = "<" * 1500
while len(told["policies"]) < 24:
    told["policies"].append(copy.deepcopy(told["policies"][1]))
    told["comparisons"].append(dict(told["comparisons"][0], policy=len(told["policies"]) - 1))
for policy in told["policies"]:
    policy["rules"] = [dict(rule, name=f"{i} {long}", reason={"en": long, "zh": long}) for i, rule in
                       enumerate(policy["rules"] * 20)]
    policy["by"]["month"] *= 100
    policy["by"]["scam_type"] *= 37
    policy["curves"]["hold"]["points"] *= 13
    policy["unknown_key"] = long
told["made"]["command"] = [long] * 1000
json.dump(told, open("large.json", "w"))
assert os.system(f'"{os.environ["FRAUDRISK"]}" report -o large.html large.json') == 0
size = os.path.getsize("large.html")
assert size < 2_000_000, size
page, _ = read("large.html")
inside = json.loads(re.search(r'id="backtest">(.*?)</script>', page, re.S).group(1))
assert inside["left_out"]["policies"] + len(inside["policies"]) == 24, inside["left_out"]
rules = len(told["policies"][1]["rules"])
assert inside["policies"][1]["left_out"]["rules"] + len(inside["policies"][1]["rules"]) == rules
def worth(rule):
    caught, bothered = ([rule[what]["warn_or_hold"][key] for what in ("alone", "lost_without")]
                        for key in ("true_amount_minor", "false_alerts"))
    return (rule["transfers"] > 0, max(*caught, rule["fraud_amount_minor"]), max(*bothered, rule["honest"]), rule["transfers"])
kept = [worth(rule) for rule in inside["policies"][1]["rules"]]
best = sorted((worth(rule) for rule in told["policies"][1]["rules"]), reverse=True)[:len(kept)]
assert kept == best, (kept, best)

# A rule that only bothers honest people stays, and rules that never fired go; how many there are is told all the same.
told = json.load(open("told/backtest.json"))
rule = told["policies"][0]["rules"][0]
nothing = {level: dict.fromkeys(rule["alone"][level], 0) for level in rule["alone"]}
def made(name, transfers):
    return dict(rule, name=name, transfers=transfers, honest=transfers, frauds=0, fraud_amount_minor=0, alone=nothing,
                lost_without=nothing, gained_without=nothing)
rules = [made(f"silent {i}", 0) for i in range(300)] + [made("bothers few", 3), made("bothers many", 90)]
told["policies"][0]["rules"] = rules
json.dump(told, open("silent.json", "w"))
assert os.system(f'"{os.environ["FRAUDRISK"]}" report -o silent.html silent.json') == 0
page, _ = read("silent.html")
shown = json.loads(re.search(r'id="backtest">(.*?)</script>', page, re.S).group(1))["policies"][0]
assert [one["name"] for one in shown["rules"][:3]] == ["bothers many", "bothers few", "silent 0"], shown["rules"][:3]
assert (shown["rules_total"], shown["rules_silent"], shown["left_out"]["rules"]) == (302, 300, 302 - len(shown["rules"]))
points = [point["threshold"] for point in inside["policies"][0]["curves"]["hold"]["points"]]
assert points[0] == told["policies"][0]["curves"]["hold"]["points"][0]["threshold"]
assert "unknown_key" not in inside["policies"][0]
assert all(each["policy"] < len(inside["policies"]) for each in inside["comparisons"])
print(f"  a backtest of {os.path.getsize('large.json'):,} bytes makes a page of {size:,}")

# The sample itself is shown whole.
page, _ = read("told/report.html")
inside = json.loads(re.search(r'id="backtest">(.*?)</script>', page, re.S).group(1))
told = json.load(open("told/backtest.json"))
assert "left_out" not in page.split('id="backtest">')[1].split("</script>")[0]
for key in ("rules", "by", "cases", "capacity", "examples", "digest", "outcomes"):
    assert json.dumps(inside["policies"][2][key]) == json.dumps(told["policies"][2][key]) or key in ("rules", "by", "capacity"), key
assert [rule["name"] for rule in inside["policies"][2]["rules"]] == [rule["name"] for rule in told["policies"][2]["rules"]]
PY
cases=$((cases + 1))

# A backtest writes its page itself, and says of a simulated bank that it is one.
"$FRAUDRISK" simulate --seed 7 --customers 100 --days 30 --base-rate 20000 --out world >/dev/null
"$FRAUDRISK" backtest --policy "$here/backtest/first.yaml" --in world/transfers.csv --events world/events.csv --out drawn >/dev/null 2>drawn.err ||
  fail "a backtest of a simulated bank: $(cat drawn.err)"
"$FRAUDRISK" report -o again.html drawn/backtest.json
cmp -s drawn/report.html again.html || fail "a backtest writes another page than a report of it"
grep -q '"synthetic": true' drawn/backtest.json || fail "a simulated bank is not called so"
cp world/transfers.csv alone.csv
"$FRAUDRISK" backtest --policy "$here/backtest/first.yaml" --in alone.csv --out plain >/dev/null 2>&1 || fail "a backtest of a file"
grep -q '"synthetic": null' plain/backtest.json || fail "of another file nothing is said"
"$FRAUDRISK" report --synthetic -o told.html plain/backtest.json
grep -q '"synthetic":true' told.html || fail "--synthetic is not in the page"
cases=$((cases + 4))

# A page for where rows may not go: no id, time or amount of a single transfer is in it, and it says so.
"$FRAUDRISK" report --no-transfers -o withheld.html told/backtest.json
python3 - "$sample" <<'PY' || fail "--no-transfers"
import json, sys
sample, page = json.load(open(sys.argv[1])), open("withheld.html", encoding="utf-8").read()
begin = page.index(">", page.index('id="backtest"')) + 1
data = json.loads(page[begin:page.index("</script>", begin)])
single = [one["id"] for policy in sample["policies"] for one in policy["examples"]]
single += [one["id"] for comparison in sample["comparisons"] for one in comparison["transfers"]]
assert len(single) > 20 and not any(f'"{one}"' in page for one in single)
assert data["data"]["transfers_withheld"] is True
assert all(policy["examples"] == [] for policy in data["policies"])
assert data["policies"][0]["quality"]["hold"]["alerts"] == sample["policies"][0]["quality"]["hold"]["alerts"]
PY
cases=$((cases + 1))
finish

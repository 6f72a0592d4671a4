#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# fraudrisk eval: what docs/command.md says of requests and answers.
set -eu
failed=0
# answer EXPECTED REQUEST
answer() {
  got=$(printf '%s\n' "$2" | "$FRAUDRISK" eval --jsonl)
  [ "$got" = "$1" ] || { printf '%s\n  answered %s\n  not      %s\n' "$2" "$got" "$1"; failed=1; }
}
# says STATUS EXPECTED ARGUMENT…
says() {
  wanted=$1 expected=$2
  shift 2
  status=0
  got=$("$FRAUDRISK" eval "$@" 2>&1) || status=$?
  [ "$status $got" = "$wanted $expected" ] || { printf '%s\n  gave %s %s\n  not  %s %s\n' "$*" "$status" "$got" "$wanted" "$expected"; failed=1; }
}

answer '{"value":{"int64Value":"3"}}' '{"expr":"1 + 2"}'
answer '{"value":{"doubleValue":0.1}}' '{"expr":"x / 10.0","vars":{"x":{"doubleValue":1}}}'
answer '{"value":{"doubleValue":"NaN"}}' '{"expr":"x","vars":{"x":{"doubleValue":"NaN"}}}'
answer '{"value":{"listValue":{"values":[{"stringValue":"a"},{"nullValue":null}]}}}' '{"expr":"[\"a\", null]"}'
answer '{"value":{"bytesValue":"aGk="}}' '{"expr":"b","vars":{"b":{"bytesValue":"aGk="}}}'
answer '{"value":{"typeValue":"int"}}' '{"expr":"type(1)"}'
answer '{"value":{"objectValue":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"5400s"}}}' '{"expr":"duration(\"1h30m\")"}'
answer '{"unknown":["x"]}' '{"expr":"x > 1","types":{"x":"int"}}'
answer '{"value":{"boolValue":true}}' '{"expr":"x > 1 || true","types":{"x":"int"}}'
answer '{"error":"division by zero","stage":"eval"}' '{"expr":"1 / 0"}'
long=$(head -c 100000 /dev/zero | tr '\0' a)
answer '{"error":"the value holds more than 100,000 values, or 16 MiB of text; ask for a part of it","stage":"eval"}' '{"expr":"[s,s,s,s,s].map(i,[i,i,i,i,i,i,i,i,i,i]).map(i,[i,i,i,i,i,i])","vars":{"s":{"stringValue":"'"$long"'"}}}'
answer '{"error":"the value holds more than 100,000 values, or 16 MiB of text; ask for a part of it","stage":"eval"}' '{"expr":"cel.bind(a, [1,1,1,1,1,1,1,1,1,1], cel.bind(b, [a,a,a,a,a,a,a,a,a,a], cel.bind(c, [b,b,b,b,b,b,b,b,b,b], cel.bind(d, [c,c,c,c,c,c,c,c,c,c], [d,d,d,d,d,d,d,d,d,d]))))"}'
answer '{"error":"the expression ends here, but a value, a name or an opening bracket is expected","stage":"parse","line":1,"column":4}' '{"expr":"1 +"}'
answer '{"error":"there is no type \"number\"","stage":"check"}' '{"expr":"x","types":{"x":"number"}}'
answer '{"error":"x is declared as a string, but its value is an int","stage":"check"}' '{"expr":"x == '"'a'"'","types":{"x":"string"},"vars":{"x":{"int64Value":"1"}}}'
answer '{"error":"x is declared as an int, but its value is null","stage":"check"}' '{"expr":"1","types":{"x":"int"},"vars":{"x":{"nullValue":null}}}'
answer '{"error":"x is declared as a list of which each value is an int, but one is bytes","stage":"check"}' '{"expr":"x","types":{"x":{"listType":{"elemType":{"primitive":"INT64"}}}},"vars":{"x":{"listValue":{"values":[{"int64Value":"1"},{"bytesValue":""}]}}}}'
answer '{"error":"x is declared as a map of which each value is a bool, but one is a double","stage":"check"}' '{"expr":"x","types":{"x":{"mapType":{"keyType":{"primitive":"STRING"},"valueType":{"primitive":"BOOL"}}}},"vars":{"x":{"mapValue":{"entries":[{"key":{"stringValue":"a"},"value":{"doubleValue":1}}]}}}}'
answer '{"value":{"boolValue":true}}' '{"expr":"x[0] == 1","types":{"x":"list"},"vars":{"x":{"listValue":{"values":[{"int64Value":"1"},{"stringValue":"a"}]}}}}'
answer '{"error":"\"vars\" is an object of names and values, such as {\"x\": {\"int64Value\": \"1\"}}","stage":"check"}' '{"expr":"1","vars":[1]}'
answer '{"error":"\"types\" is an object of names and types, such as {\"x\": \"int\"}","stage":"check"}' '{"expr":"1","types":"int"}'
answer '{"unknown":["x"]}' '{"expr":"x + d","types":{"x":"timestamp","d":"duration"},"vars":{"d":{"objectValue":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"60s"}}}}'
answer '{"error":"x is declared as a timestamp, but its value is a duration","stage":"check"}' '{"expr":"x","types":{"x":"timestamp"},"vars":{"x":{"objectValue":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"60s"}}}}'
answer '{"error":"int64Value is a whole number in quotes","stage":"check"}' '{"expr":"x","vars":{"x":{"int64Value":"1.5"}}}'
answer '{"error":"a request has \"expr\", the expression'"'"'s text","stage":"parse"}' '{"text":"1"}'
answer '{"value":{"boolValue":false}}' '{"expr":"1 == '"'a'"'","check":false}'
case $(echo 'not json' | "$FRAUDRISK" eval --jsonl) in
  '{"error":"line 1 is not JSON: '*'"stage":"parse"}') ;;
  *) echo "a line that is no JSON is not answered"; failed=1 ;;
esac
# Answers stay beside their requests, whatever stands between.
count=$(printf '%s\n' '{"expr":"1"}' '[' '{"expr":"2"}' | "$FRAUDRISK" eval --jsonl | wc -l)
[ "$count" = 3 ] || { echo "3 requests, $count answers"; failed=1; }

says 0 '{"value":{"boolValue":true}}' 'amount > 3.0 * mean' amount=900.0 mean=250.0
says 0 '{"value":{"int64Value":"20"}}' '[15, 20, 35, 40, 50].percentile(30)'
says 0 '{"value":{"int64Value":"2"}}' '[100.0, 250.0, 240.0, 900.0].rises(2.0)'
says 0 '{"value":{"listValue":{"values":[{"int64Value":"3"},{"int64Value":"-1"}]}}}' 'a.gaps()' 'a=[1, 4, 3]'
says 0 '{"value":{"listValue":{"values":[{"int64Value":"20"}]}}}' '[timestamp("2026-01-02T04:00:00+08:00")].hours()'
says 1 '{"error":"nothing is there to choose from","stage":"eval"}' 'a.percentile(50)' 'a=[]'
says 1 '{"error":"an index or a conversion is out of range","stage":"eval"}' 'a.percentile(p)' 'a=[1]' p=101
says 1 '{"error":"division by zero","stage":"eval"}' '1 / n' n=0
says 2 'fraudrisk eval: argument 1 is not UTF-8' "$(printf '\377')"
says 2 'fraudrisk eval: "n" is no variable; write name=expression, such as amount=100.0' '1' n
says 2 "fraudrisk eval: n: the name 'm' is not known; declare it, or see the list of names" '1' n=m
exit $failed

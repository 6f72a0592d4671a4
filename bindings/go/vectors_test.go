// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The golden vectors: bindings/vectors/README.md says what a file of steps is and what is answered.

const vectors = "../vectors/"

// Where the answers of one file go; tests of one package run one after the other.
var answers bytes.Buffer

func number(text string) int64 {
	if value, err := strconv.ParseInt(text, 10, 64); err == nil {
		return value
	}
	value, _ := strconv.ParseUint(text, 10, 64)
	return int64(value)
}

func double(text string) float64 {
	value, _ := strconv.ParseFloat(text, 64)
	return value
}

func bytesInto(to []byte, text string) { _, _ = hex.Decode(to, []byte(text)) }

func inside(path, name string, i ...int) string {
	for _, part := range i {
		name = strings.TrimPrefix(name+"."+strconv.Itoa(part), ".")
	}
	switch {
	case path == "":
		return name
	case name == "":
		return path
	}
	return path + "." + name
}

var leftOut = map[string]bool{"profile_bytes": true, "index_bytes": true, "reserved_bytes": true, "watch_bytes": true,
	"bytes": true, "name_bytes": true}

func putLine(path, name, value string) {
	if !leftOut[name] {
		fmt.Fprintf(&answers, "\t%s\t%s\n", inside(path, name), value)
	}
}

func putNumber(path, name string, value int64)    { putLine(path, name, strconv.FormatInt(value, 10)) }
func putUnsigned(path, name string, value uint64) { putLine(path, name, strconv.FormatUint(value, 10)) }
func putBytes(path, name string, value []byte)    { putLine(path, name, hex.EncodeToString(value)) }
func putDouble(path, name string, value float64) {
	putLine(path, name, fmt.Sprintf("%016x", math.Float64bits(value)))
}

func putText(path, name, value string, everyHighByte bool) {
	var made strings.Builder
	for i := 0; i < len(value); i++ {
		if b := value[i]; b < 0x20 || b == 0x7f || b == '\\' || everyHighByte && b >= 0x80 {
			fmt.Fprintf(&made, "\\x%02x", b)
		} else {
			made.WriteByte(b)
		}
	}
	putLine(path, name, made.String())
}

// putValue writes of a value only what its type has.
func putValue(path string, of *Value) {
	putNumber(path, "type", int64(of.Type))
	putNumber(path, "flags", int64(of.Flags))
	switch of.Type {
	case TypeBool, TypeInt:
		putNumber(path, "integer", of.Integer)
	case TypeDouble:
		putDouble(path, "number", of.Number)
	case TypeString:
		putText(path, "text", of.Text(), false)
	}
}

func putInfo(of PolicyInfo) {
	putNumber("", "is_signed", int64(YesNo(of.IsSigned)))
	putUnsigned("", "version", of.Version)
	putText("", "name", of.Name, false)
	putBytes("", "digest", of.Digest[:])
	putText("", "currency", of.Currency, false)
	putNumber("", "currency_digits", int64(of.CurrencyDigits))
	putNumber("", "utc_offset_s", int64(of.UTCOffsetS))
	putNumber("", "feature_count", int64(of.Features))
	putNumber("", "rule_count", int64(of.Rules))
	putNumber("", "scam_count", int64(of.Scams))
	putNumber("", "fold_count", int64(of.Folds))
	putNumber("", "signature_count", int64(of.Signatures))
	putNumber("", "valid_from_us", of.ValidFromUs)
	putNumber("", "valid_until_us", of.ValidUntilUs)
	putNumber("", "test_count", int64(of.Tests))
}

// ---- steps ----

type field struct{ path, value string }

type step struct {
	arguments []string
	fields    []field
}

func decoded(text string) string {
	var made []byte
	for i := 0; i < len(text); i++ {
		if strings.HasPrefix(text[i:], "\\x") && i+4 <= len(text) {
			if value, err := strconv.ParseUint(text[i+2:i+4], 16, 8); err == nil {
				made = append(made, byte(value))
				i += 3
				continue
			}
		}
		made = append(made, text[i])
	}
	return string(made)
}

func readSteps(t *testing.T, path string) []step {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var made []step
	for _, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] != '\t' {
			made = append(made, step{arguments: strings.Split(line, "\t")})
			continue
		}
		parts := strings.SplitN(line[1:], "\t", 2)
		last := &made[len(made)-1]
		last.fields = append(last.fields, field{parts[0], decoded(parts[1])})
	}
	return made
}

func (s *step) text(i int) string { return decoded(s.arguments[i]) }
func (s *step) number(i int) int64 {
	return number(s.arguments[i])
}

func addAttribute(to *Transfer, name, value string) {
	kind, rest, _ := strings.Cut(value, ":")
	made := Attribute{}
	switch kind {
	case "bool":
		made = BoolAttribute(name, rest == "1")
	case "int":
		made = IntAttribute(name, number(rest))
	case "double":
		made = DoubleAttribute(name, double(rest))
	case "string":
		made = StringAttribute(name, rest)
	}
	to.Attributes = append(to.Attributes, made)
}

func setWhole(to *Transfer, path, value string) bool {
	first, rest, _ := strings.Cut(path, ".")
	switch first {
	case "attributes":
		addAttribute(to, rest, value)
		return true
	case "session":
		if to.Session == nil {
			to.Session = &Session{}
		}
		return rest == "" || setSession(to.Session, rest, value)
	case "teller":
		if to.Teller == nil {
			to.Teller = &Teller{}
		}
		return rest == "" || setTeller(to.Teller, rest, value)
	case "payer_party":
		if to.PayerParty == nil {
			to.PayerParty = &Party{}
		}
		return rest == "" || setParty(to.PayerParty, rest, value)
	case "payee_party":
		if to.PayeeParty == nil {
			to.PayeeParty = &Party{}
		}
		return rest == "" || setParty(to.PayeeParty, rest, value)
	}
	return setTransfer(to, path, value)
}

type runner struct {
	t             *testing.T
	engine        *Engine
	context       *Context
	policy        *Policy
	trust         *Trust // the last one that a step made
	journal       *Journal
	room          string // an empty folder for journals
	shipped       []byte
	decision      Decision
	contributions []Contribution // of the last step that asked why
	scored        *step
	steps         []step
}

func (r *runner) transferOf(from *step) *Transfer {
	made := &Transfer{}
	for _, one := range from.fields {
		if !setWhole(made, one.path, one.value) {
			r.t.Fatalf("a transfer has no %s", one.path)
		}
	}
	return made
}

// say writes the step's status.
func say(of *step, err error) {
	name := "FR_OK"
	var refused *Error
	if errors.As(err, &refused) {
		name = refused.Status.Name()
	} else if err != nil {
		name = err.Error()
	}
	fmt.Fprintf(&answers, "%s\t%s\n", of.arguments[0], name)
}

func sayError(err error) {
	var refused *Error
	if !errors.As(err, &refused) {
		return
	}
	putText("error", "field", refused.Field, false)
	putText("error", "message", refused.Message, false)
	if refused.Line != 0 {
		putNumber("error", "line", int64(refused.Line))
		putNumber("error", "column", int64(refused.Column))
	}
}

func (r *runner) leave() {
	r.context.Close()
	if err := r.journal.Close(); err != nil {
		r.t.Fatal(err)
	}
	r.journal = nil
	r.engine.Close()
	r.policy.Close()
}

// again makes a context in place of the one that was closed.
func (r *runner) again() {
	var err error
	if r.context, err = r.engine.NewContext(); err != nil {
		r.t.Fatal(err)
	}
}

// beside is a file beside the steps.
func (r *runner) beside(name string) []byte {
	found, err := os.ReadFile(vectors + name)
	if err != nil {
		r.t.Fatal(err)
	}
	return found
}

func (r *runner) begin(now *step) {
	var options EngineOptions
	for _, one := range now.fields {
		if !setEngineOptions(&options, one.path, one.value) {
			r.t.Fatalf("an engine has no option %s", one.path)
		}
	}
	r.leave()
	var err error
	r.engine, err = NewEngine(&options)
	say(now, err)
	sayError(err)
	if err == nil {
		r.again()
	}
}

func (r *runner) putInForce(now *step, file string, challenger bool) {
	var policy *Policy
	var err error
	if file != "" {
		policy, err = LoadPolicy(r.beside(file))
	}
	if err == nil && challenger {
		err = r.engine.SetChallenger(uint32(now.number(1)), policy)
	} else if err == nil {
		err = r.engine.SetPolicy(policy)
	}
	say(now, err)
	sayError(err)
	policy.Close()
	r.policy.Close()
	r.policy, _ = r.engine.Policy()
}

func (r *runner) watch(now *step) {
	builder, err := NewWatchBuilder([16]byte{}, uint64(len(now.fields)))
	if err != nil {
		r.t.Fatal(err)
	}
	defer builder.Close()
	for _, one := range now.fields {
		parts, kind := strings.Fields(one.value), PartyCustomer
		if one.path == "account" {
			kind = PartyAccount
		}
		if err == nil {
			err = builder.Add(kind, parts[0], parts[1], number(parts[2]))
		}
	}
	var lists *WatchLists
	if err == nil {
		lists, err = builder.Finish(uint64(now.number(1)))
	}
	if err == nil {
		err = r.engine.SetWatchLists(lists)
	}
	say(now, err)
	sayError(err)
	lists.Close()
}

func (r *runner) score(now *step) {
	call := r.context.Score
	if now.arguments[0] == "preview" {
		call = r.context.Preview
	}
	r.decision = Decision{}
	err := call(r.transferOf(now), &r.decision)
	say(now, err)
	putDecision("", &r.decision)
	sayError(err)
	r.scored = now
}

func (r *runner) batch(now *step) {
	count := int(now.number(1))
	transfers, decisions := make([]Transfer, count), make([]Decision, count)
	for i := range transfers {
		transfers[i] = *r.transferOf(&r.steps[i])
	}
	r.steps = r.steps[count:]
	done, err := r.context.ScoreBatch(transfers, decisions)
	say(now, err)
	putNumber("", "done", int64(done))
	for i := range decisions {
		if i < done || i == done && err != nil {
			putDecision(strconv.Itoa(i), &decisions[i])
			r.decision = decisions[i]
		}
	}
	sayError(err)
}

func (r *runner) challenge(now *step) {
	var decision Decision
	err := r.context.Challenge(uint32(now.number(1)), &decision)
	say(now, err)
	putDecision("", &decision)
	sayError(err)
}

func (r *runner) observe(now *step) {
	var event Event
	for _, one := range now.fields {
		good := false
		if rest := strings.TrimPrefix(one.path, "transfer."); rest != one.path {
			if event.Transfer == nil {
				event.Transfer = &Transfer{}
			}
			good = setWhole(event.Transfer, rest, one.value)
		} else {
			good = setEvent(&event, one.path, one.value)
		}
		if !good {
			r.t.Fatalf("an event has no %s", one.path)
		}
	}
	err := r.context.Observe(&event)
	say(now, err)
	sayError(err)
}

func (r *runner) words(now *step) {
	var words string
	var err error
	which, as := now.number(1), Encoding(now.number(3))
	if now.arguments[0] == "words" {
		words, err = r.policy.Words(&r.decision, Audience(which), now.text(2), as)
	} else {
		words, err = r.policy.ReasonWords(&r.decision, uint32(which), now.text(2), as)
	}
	say(now, err)
	if err == nil {
		putText("", "words", words, as == EncodingGB18030)
	}
}

func (r *runner) question(now *step) {
	place, as := uint32(now.number(1)), Encoding(now.number(3))
	question, err := r.policy.Question(&r.decision, place)
	say(now, err)
	if err != nil {
		return
	}
	putNumber("", "sign", int64(question.Sign))
	putUnsigned("", "teller_bit", uint64(question.TellerBit))
	putText("", "name", question.Name, false)
	putText("", "observation", question.Observation, false)
	if words, err := r.policy.QuestionWords(&r.decision, place, now.text(2), as); err == nil {
		putText("", "words", words, as == EncodingGB18030)
	}
}

func (r *runner) features(now *step) {
	transfer := r.transferOf(now)
	folds, err := r.policy.NewFolds()
	if err != nil {
		r.t.Fatal(err)
	}
	defer folds.Close()
	var values []Value
	r.decision = Decision{}
	if err = r.context.Fold(transfer, SideAll, folds); err == nil {
		err = r.policy.Decide(transfer, folds, &r.decision)
	}
	if err == nil {
		values, err = r.policy.Features(transfer, folds)
	}
	say(now, err)
	putDecision("", &r.decision)
	for i := range values {
		putValue(strconv.Itoa(i), &values[i])
	}
	sayError(err)
}

func (r *runner) why(now *step) {
	made, err := r.context.Why(r.transferOf(r.scored))
	r.sayWhy(now, made, err)
}

func (r *runner) sayWhy(now *step, made *Explanation, err error) {
	say(now, err)
	if err == nil {
		r.contributions = made.Contributions
		for i := range made.Contributions {
			putContribution(inside("contribution", "", i), &made.Contributions[i])
		}
		putCounterfactual("counterfactual", &made.Counterfactual)
	}
	sayError(err)
}

func (r *runner) tell(now *step) {
	switch now.arguments[0] {
	case "party_key":
		key, err := r.engine.PartyKey(PartyType(now.number(1)), now.text(2))
		if say(now, err); err == nil {
			putBytes("", "key", key[:])
		}
	case "party":
		state, err := r.engine.Party(PartyType(now.number(1)), now.text(2))
		if say(now, err); err == nil {
			putPartyState("", &state)
		}
	case "matches":
		found, err := r.policy.Matches(Encoded(now.text(2), Encoding(now.number(1))))
		say(now, err)
		for i := range found {
			putTextMatch(strconv.Itoa(i), &found[i])
		}
	case "stats":
		stats, err := r.engine.Measure()
		say(now, err)
		putEngineStats("", &stats)
	case "describe":
		info, err := r.policy.Describe()
		if say(now, err); err == nil {
			putInfo(info)
		}
	case "expiry":
		expiry, err := r.policy.Expiry(&r.decision)
		say(now, err)
		putNumber("", "expiry", int64(expiry))
	case "limit":
		say(now, nil)
		putNumber("", "limit", Limit(now.text(1)))
	default:
		if rest := r.rest()[now.arguments[0]]; rest != nil {
			rest(now)
			return
		}
		r.t.Fatalf("there is no step %s", now.arguments[0])
	}
}

func (r *runner) run(now *step) {
	switch now.arguments[0] {
	case "engine":
		r.begin(now)
	case "policy":
		r.putInForce(now, now.text(1), false)
	case "challenger":
		r.putInForce(now, now.text(2), true)
	case "watch":
		r.watch(now)
	case "score", "preview":
		r.score(now)
	case "batch":
		r.batch(now)
	case "challenge":
		r.challenge(now)
	case "observe":
		r.observe(now)
	case "words", "reason_words":
		r.words(now)
	case "question":
		r.question(now)
	case "features":
		r.features(now)
	case "why":
		r.why(now)
	default:
		r.tell(now)
	}
}

func TestVectors(t *testing.T) {
	files, _ := filepath.Glob(vectors + "*.steps")
	if len(files) < 4 {
		t.Fatalf("%d files of steps", len(files))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			expected, err := os.ReadFile(strings.TrimSuffix(file, ".steps") + ".expected")
			if err != nil {
				t.Fatal(err)
			}
			answers.Reset()
			r := &runner{t: t, steps: readSteps(t, file), room: t.TempDir()}
			for _, folder := range []string{"leader", "standby"} {
				if err := os.Mkdir(filepath.Join(r.room, folder), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			for len(r.steps) > 0 {
				now := &r.steps[0]
				r.steps = r.steps[1:]
				r.run(now)
			}
			r.leave()
			compare(t, string(expected), answers.String())
		})
	}
}

func compare(t *testing.T, expected, got string) {
	t.Helper()
	wanted, lines := strings.Split(expected, "\n"), strings.Split(got, "\n")
	for i := range wanted {
		if i >= len(lines) || wanted[i] != lines[i] {
			t.Fatalf("line %d: expected %q, got %q", i+1, wanted[i], strings.Join(lines[i:min2(i+1, len(lines))], ""))
		}
	}
	if expected != got {
		t.Fatal("more than expected")
	}
}

func min2(a, b int) int {
	if a < b {
		return a
	}
	return b
}

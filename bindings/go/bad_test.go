// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"
)

func load(t testing.TB, name string) *Policy {
	t.Helper()
	bundle, err := os.ReadFile(vectors + name)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := LoadPolicy(bundle)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { policy.Close() })
	return policy
}

func made(t testing.TB, name string) *Engine {
	t.Helper()
	engine, err := NewEngine(&EngineOptions{AcceptUnsignedPolicies: Yes})
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.SetPolicy(load(t, name)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	return engine
}

func entered(t testing.TB, engine *Engine) *Context {
	t.Helper()
	made, err := engine.NewContext()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { made.Close() })
	return made
}

func good() Transfer {
	return Transfer{ID: Str("T-1"), TimeUs: 1767664800000000, Payer: Str("6222-0001"), Payee: Str("6228-9999"),
		AmountMinor: 100}
}

func wants(t *testing.T, what string, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Errorf("%s: %v instead of %v", what, err, target)
	}
}

// Every method on nil, on a zero value and after Close (twice) returns ErrClosed, or nothing where it has no error.
func TestClosed(t *testing.T) {
	engine, policy := made(t, "first.frb"), load(t, "first.frb")
	context, closedPool := entered(t, engine), &Pool{}
	folds, _ := policy.NewFolds()
	builder, _ := NewWatchBuilder([16]byte{}, 0)
	trusts, _ := NewTrustBuilder()
	pool, _ := engine.NewPool(1)
	for i := 0; i < 2; i++ {
		for _, one := range []interface{ Close() error }{context, pool, folds, builder, trusts, engine, policy,
			(*Context)(nil), (*Pool)(nil), (*Folds)(nil), (*WatchBuilder)(nil), (*TrustBuilder)(nil), (*Engine)(nil),
			(*Policy)(nil), (*Journal)(nil), (*WatchLists)(nil), (*Trust)(nil), &Journal{}, closedPool} {
			if err := one.Close(); err != nil {
				t.Errorf("%T: %v", one, err)
			}
		}
	}
	transfer, decision := good(), Decision{}
	for i, c := range []*Context{nil, {}, context} {
		_, batch := c.ScoreBatch([]Transfer{transfer}, make([]Decision, 1))
		_, why := c.Why(&transfer)
		for j, err := range []error{c.Score(&transfer, &decision), c.Preview(&transfer, &decision), batch, why,
			c.Challenge(0, &decision), c.Observe(&Event{}), c.Fold(&transfer, SideAll, folds), c.Score(nil, nil)} {
			wants(t, fmt.Sprint("context ", i, " call ", j), err, ErrClosed)
		}
	}
	if decision != (Decision{}) {
		t.Error("a decision was touched")
	}
	for i, e := range []*Engine{nil, {}, engine} {
		_, made := e.NewContext()
		_, found := e.Policy()
		_, lists := e.WatchLists()
		_, key := e.PartyKey(PartyAccount, "x")
		_, party := e.Party(PartyAccount, "x")
		_, stats := e.Measure()
		_, limits := e.Limits()
		_, applied := e.Apply(nil)
		_, journal := e.OpenJournal(nil)
		_, pooled := e.NewPool(1)
		for j, err := range []error{made, found, lists, key, party, stats, limits, applied, journal, pooled, e.Tick(0),
			e.SetPolicy(load(t, "first.frb")), e.SetChallenger(0, nil), e.SetSwitches(nil, 0), e.SetTrust(nil),
			e.SetWatchLists(nil), e.SetJournal(nil), e.PutPolicy(load(t, "first.frb"), nil)} {
			wants(t, fmt.Sprint("engine ", i, " call ", j), err, ErrClosed)
		}
	}
	for i, p := range []*Policy{nil, {}, policy} {
		_, info := p.Describe()
		_, words := p.Words(&decision, AudienceAudit, "", EncodingUTF8)
		_, question := p.Question(&decision, 0)
		_, matches := p.Matches(Str("x"))
		_, memory := p.NewFolds()
		_, expiry := p.Expiry(&decision)
		_, signature := p.Signature(0)
		for j, err := range []error{info, words, question, matches, memory, expiry, signature,
			made(t, "first.frb").SetPolicy(p)} {
			wants(t, fmt.Sprint("policy ", i, " call ", j), err, ErrClosed)
		}
		if _, found := p.Rule(0); found || p.FeatureType(0) != TypeUnknown || p.RuleScam(0) != -1 ||
			p.AttributeType("x") != TypeUnknown {
			t.Error("a closed policy tells something")
		}
	}
	_, lists := builder.Finish(1)
	_, store := trusts.Finish()
	_, bytes := folds.Bytes()
	for i, err := range []error{lists, store, bytes, builder.Add(PartyAccount, "x", "y", 0), trusts.Require("author"),
		folds.Append(nil), folds.Reset(), (&Journal{}).Pump(0), (*Journal)(nil).Wait(0), (*Trust)(nil).Verify(policy),
		pool.With(contextBackground, nil), closedPool.With(contextBackground, nil), (*Pool)(nil).With(contextBackground, nil)} {
		wants(t, fmt.Sprint("call ", i), err, ErrClosed)
	}
}

var contextBackground = context.Background()

func TestNilPolicy(t *testing.T) {
	engine := made(t, "first.frb")
	for _, err := range []error{engine.SetPolicy(nil), engine.PutPolicy(nil, nil)} {
		wants(t, "no policy", err, ErrClosed)
		if !strings.Contains(err.Error(), "the policy is nil") {
			t.Error(err)
		}
	}
}

func TestBits(t *testing.T) {
	for want, of := range map[string]fmt.Stringer{"APPROXIMATE|DEGRADED": FlagApproximate | FlagDegraded, "0x0": Flag(0),
		"LIMITED|0x80000000": FlagLimited | 1<<31, "PAYER|CUSTOMER": SidePayer | SideCustomer, "REFER": ActionRefer,
		"TOLD_OF_CASE": SawToldOfCase, "POLICY": LeftPolicy} {
		if of.String() != want {
			t.Errorf("%q instead of %q", of.String(), want)
		}
	}
}

// A text in GB 18030 that is given as one in UTF-8 is damaged, and said to be in GB 18030, or nothing, it is not.
func TestEncodings(t *testing.T) {
	c := entered(t, made(t, "retail-cn.frb"))
	const remark = "\xd7\xaa\xb5\xbd\xb0\xb2\xc8\xab\xd5\xcb\xbb\xa7" // "to the safe account"
	for i, one := range []struct {
		text    Text
		damaged bool
	}{{Str(remark), true}, {Encoded(remark, EncodingGB18030), false}, {Encoded(remark, EncodingUnknown), false}} {
		x, decision := good(), Decision{}
		x.ID, x.Remark = Str(fmt.Sprint("T-", i)), one.text
		if err := c.Score(&x, &decision); err != nil {
			t.Fatal(err)
		}
		if decision.Flags.Has(FlagTextDamaged) != one.damaged || (decision.Scam() == "") != one.damaged {
			t.Error(i, decision.Flags, decision.Scam())
		}
	}
}

func TestBadFields(t *testing.T) {
	c := entered(t, made(t, "first.frb"))
	for name, one := range map[string]struct {
		change func(*Transfer)
		status Status
		field  string
	}{
		"not UTF-8":        {func(x *Transfer) { x.Payer = Str("6222\xff") }, ErrBadText, "transfer.payer"},
		"a control":        {func(x *Transfer) { x.Payer = Str("62\x0022") }, ErrBadText, "transfer.payer"},
		"nobody":           {func(x *Transfer) { x.Payer = Text{} }, ErrMissingField, "transfer.payer"},
		"too long":         {func(x *Transfer) { x.Payer = Str(strings.Repeat("1", 65)) }, ErrTooLong, "transfer.payer"},
		"far too long":     {func(x *Transfer) { x.Payer = Str(strings.Repeat("1", 3<<20)) }, ErrTooLong, "transfer.payer"},
		"a channel":        {func(x *Transfer) { x.Channel = 77 }, ErrBadValue, "transfer.channel"},
		"a truth":          {func(x *Transfer) { x.Payroll = 3 }, ErrBadValue, "transfer.payroll"},
		"too many":         {func(x *Transfer) { x.Attributes = make([]Attribute, 1000) }, ErrTooMany, "transfer.attributes"},
		"a time":           {func(x *Transfer) { x.TimeUs = -5 }, ErrBadTime, "transfer.time_us"},
		"a long attribute": {func(x *Transfer) { x.Attributes = []Attribute{IntAttribute("y", 1)} }, ErrBadAttribute, ""},
	} {
		x, decision := good(), Decision{}
		one.change(&x)
		err := c.Score(&x, &decision)
		var refused *Error
		if !errors.As(err, &refused) || !errors.Is(err, one.status) || refused.Message == "" || refused.Error() == "" ||
			!strings.HasPrefix(refused.Field, one.field) {
			t.Errorf("%s: %#v", name, err)
		}
		if decision.Outcome != OutcomeWarn || !decision.Flags.Has(FlagDegraded) {
			t.Errorf("%s: the decision is %v %v", name, decision.Outcome, decision.Flags)
		}
	}
	x, decision := good(), Decision{}
	x.Currency = "EUROS"
	if err := c.Score(&x, &decision); err == nil {
		t.Error("a currency of five letters")
	}
	wants(t, "no transfer", c.Score(nil, &decision), ErrNullPointer)
	wants(t, "no decision", c.Score(&x, nil), ErrNullPointer)
	wants(t, "no event", c.Observe(nil), ErrNullPointer)
	if _, err := c.ScoreBatch(make([]Transfer, 2), make([]Decision, 1)); !errors.Is(err, ErrBadArgument) {
		t.Error(err)
	}
	// Texts that no arena has room for at first: all of them arrive.
	x = good()
	x.Remark, x.Teller = Str(strings.Repeat("转账", 20000)), &Teller{Notes: Str(strings.Repeat("x", 100000))}
	if err := c.Score(&x, &decision); err != nil && !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
	if err := c.Score(&x, &decision); err != nil && !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
}

// A struct of an older header, and of a newer one.
func TestOtherHeaders(t *testing.T) {
	c := entered(t, made(t, "first.frb"))
	x := good()
	at := c.arena.writeTransfer(&x)
	c.arena.transfer.structSize = 8
	if status := cScore(c.raw, at, address(&c.arena.decision)); status != ErrStructSize {
		t.Error(status)
	}
	at = c.arena.writeTransfer(&x)
	c.arena.transfer.structSize += uint32(unsafe.Sizeof(cSession{}))
	c.arena.session = cSession{}
	if status := cScore(c.raw, at, address(&c.arena.decision)); status != StatusOK {
		t.Error(status)
	}
	c.arena.session.onCall = Yes
	if status := cScore(c.raw, at, address(&c.arena.decision)); status != ErrStructTail {
		t.Error(status)
	}
	if Version() != VersionMajor*1000000+VersionMinor*1000+VersionPatch {
		t.Error(Version(), " is not of the headers ", HeaderVersion)
	}
	for code, digits := range map[string]uint32{"CNY": 2, "JPY": 0, "KWD": 3, "CLF": 4, "": 2} {
		if CurrencyDigits(code) != digits {
			t.Errorf("%q has %d decimals", code, CurrencyDigits(code))
		}
	}
	if Limit("FR_MAX_REASONS") != MaxReasons || Limit("FR_MAX_NOTHING") != -1 || Limit("") != -1 {
		t.Error("limits")
	}
}

// What belongs to another engine or policy.
func TestOthers(t *testing.T) {
	one, other := made(t, "first.frb"), made(t, "first.frb")
	x, decision := good(), Decision{}
	if err := entered(t, one).Score(&x, &decision); err != nil {
		t.Fatal(err)
	}
	_, err := load(t, "retail-cn.frb").Words(&decision, AudienceAudit, "", EncodingUTF8)
	wants(t, "another policy's decision", err, ErrOtherPolicy)
	_, err = load(t, "retail-cn.frb").Words(&Decision{}, AudienceAudit, "", EncodingUTF8)
	wants(t, "nobody's decision", err, ErrOtherPolicy)
	_, err = load(t, "first.frb").Words(&decision, AudienceAudit, "", 7)
	wants(t, "an encoding", err, ErrBadArgument)

	builder, err := NewWatchBuilder([16]byte{1}, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer builder.Close()
	wants(t, "bad text", builder.Add(PartyAccount, "6228\xff", "list", 0), ErrBadText)
	wants(t, "a type", builder.Add(9, "6228", "list", 0), ErrBadArgument)
	if err := builder.Add(PartyAccount, "6228-9999", "list", 0); err != nil {
		t.Fatal(err)
	}
	lists, err := builder.Finish(1)
	if err != nil {
		t.Fatal(err)
	}
	if name, entries, found := lists.List(0); name != "list" || entries != 1 || !found {
		t.Error(name, entries, found)
	}
	if _, _, found := lists.List(1); found {
		t.Error("a list past the end")
	}
	if listed, err := lists.Ask(PartyAccount, "6228-9999", "list", 1); !listed || err != nil {
		t.Error(listed, err)
	}
	wants(t, "another secret", one.SetWatchLists(lists), ErrBadArgument)
	lists.Close()
	wants(t, "closed lists", one.SetWatchLists(lists), ErrClosed)

	options := JournalOptions{Directory: t.TempDir(), NowUs: 1767664800000000, SegmentBytes: 1 << 20}
	third := made(t, "first.frb")
	journal, err := third.OpenJournal(&options)
	if err != nil {
		t.Fatal(err)
	}
	wants(t, "another engine's journal", other.SetJournal(journal), ErrBadArgument)
	_, err = made(t, "first.frb").OpenJournal(&options)
	wants(t, "the same folder", err, ErrJournalLocked)
	_, err = other.OpenJournal(&JournalOptions{Directory: "/nowhere/at/all"})
	wants(t, "no folder", err, ErrNotFound)
	_, err = other.OpenJournal(&JournalOptions{Directory: "a\x00b"})
	wants(t, "a zero byte", err, ErrBadArgument)
	_, err = other.OpenJournal(&JournalOptions{SealingKey: make([]byte, 31)})
	wants(t, "a short key", err, ErrBadArgument)
	if err := third.SetJournal(journal); err != nil {
		t.Fatal(err)
	}
	c := entered(t, third)
	wants(t, "contexts are open", journal.Close(), ErrBadArgument)
	if err := c.Score(&x, &decision); err != nil || decision.Sequence == 0 {
		t.Error(err, decision.Sequence)
	}
	if err := journal.Pump(1767664800000000); err != nil {
		t.Error(err)
	}
	c.Close()
	if err := journal.Close(); err != nil {
		t.Error(err)
	}
	wants(t, "a closed journal", journal.Checkpoint(), ErrClosed)
}

func TestDocuments(t *testing.T) {
	damaged, _ := os.ReadFile(vectors + "damaged.frb")
	policy, err := LoadPolicy(damaged)
	var refused *Error
	if policy != nil || !errors.As(err, &refused) || refused.Status.Band() != BandIntegrity && refused.Status.Band() != BandDocument {
		t.Error(err)
	}
	_, err = LoadPolicy(nil)
	wants(t, "nothing", err, ErrNullPointer)
	_, err = LoadPolicy([]byte{})
	wants(t, "no bytes", err, ErrBadBundle)
	engine, err := NewEngine(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	wants(t, "nobody signed", engine.SetPolicy(load(t, "first.frb")), ErrUnsignedPolicy)
	_, err = NewEngine(&EngineOptions{HorizonUs: 1 << 62})
	wants(t, "a horizon", err, ErrBadArgument)
	trusts, err := NewTrustBuilder()
	if err != nil {
		t.Fatal(err)
	}
	_, err = trusts.Add("author", []byte("no key"))
	wants(t, "no key", err, ErrBadKey)
	_, err = trusts.Finish()
	wants(t, "no key in a role", err, ErrBadArgument)
	_, err = engine.NewPool(0)
	wants(t, "an empty pool", err, ErrBadArgument)
}

// Goroutines in one context: each call is made or is told ErrInUse, and the race detector sees nothing.
func TestInUse(t *testing.T) {
	c := entered(t, made(t, "retail-cn.frb"))
	var told, scored atomic.Int64
	var group sync.WaitGroup
	for g := 0; g < 4; g++ {
		group.Add(1)
		go func(g int) {
			defer group.Done()
			x, decision := good(), Decision{}
			for i := 0; i < 2000; i++ {
				x.ID = Str(fmt.Sprint("T-", g, "-", i))
				switch err := c.Score(&x, &decision); {
				case err == nil:
					scored.Add(1)
				case errors.Is(err, ErrInUse):
					told.Add(1)
				default:
					t.Error(err)
				}
			}
		}(g)
	}
	group.Wait()
	if scored.Load()+told.Load() != 8000 || scored.Load() == 0 {
		t.Error(scored.Load(), told.Load())
	}
	// One that is surely in a call.
	if err := c.begin(); err != nil {
		t.Fatal(err)
	}
	wants(t, "in a call", c.Close(), ErrInUse)
	x := good()
	wants(t, "in a call", c.Score(&x, &Decision{}), ErrInUse)
	c.end()
}

// More goroutines than contexts, a policy that is exchanged meanwhile, and an engine that is closed under them.
func TestPool(t *testing.T) {
	engine := made(t, "first.frb")
	pool, err := engine.NewPool(2)
	if err != nil {
		t.Fatal(err)
	}
	policies := []*Policy{load(t, "retail-cn.frb"), load(t, "first.frb")}
	var group sync.WaitGroup
	var scored atomic.Int64
	for g := 0; g < 8; g++ {
		group.Add(1)
		go func(g int) {
			defer group.Done()
			for i := 0; i < 200; i++ {
				x, decision := good(), Decision{}
				x.ID = Str(fmt.Sprint("T-", g, "-", i))
				if err := pool.With(contextBackground, func(c *Context) error { return c.Score(&x, &decision) }); err != nil {
					t.Error(err)
				}
				if decision.Outcome != OutcomeNone {
					scored.Add(1)
				}
			}
		}(g)
	}
	for i := 0; i < 20; i++ {
		_ = engine.PutPolicy(policies[i%2], &PutOptions{AcceptOlder: Yes})
	}
	group.Wait()
	if scored.Load() != 1600 {
		t.Error(scored.Load())
	}
	// A panic gives the context back.
	func() {
		defer func() { _ = recover() }()
		_ = pool.With(contextBackground, func(*Context) error { panic("of the caller's") })
	}()
	engine.Close()
	x, decision := good(), Decision{}
	if err := pool.With(contextBackground, func(c *Context) error { return c.Score(&x, &decision) }); err != nil {
		t.Error(err)
	}
	waiting, cancel := context.WithCancel(contextBackground)
	cancel()
	_ = pool.With(contextBackground, func(*Context) error {
		return pool.With(contextBackground, func(*Context) error {
			wants(t, "nobody is free", pool.With(waiting, func(*Context) error { return nil }), context.Canceled)
			return pool.Close()
		})
	})
	wants(t, "a closed pool", pool.With(contextBackground, func(*Context) error { return nil }), ErrClosed)
	pool, err = engine.NewPool(1)
	wants(t, "a closed engine", err, ErrClosed)
	pool, err = made(t, "first.frb").NewPool(1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var none context.Context
	wants(t, "no ctx", pool.With(none, func(*Context) error { return nil }), ErrBadArgument)
	wants(t, "nothing to run", pool.With(contextBackground, nil), ErrBadArgument)
	if err := pool.With(contextBackground, func(*Context) error { return nil }); err != nil {
		t.Error("the context is lost: ", err)
	}
}

// What is forgotten is freed by the collector, while others go on.
func TestForgotten(t *testing.T) {
	freed := make(chan bool)
	func() {
		engine, err := NewEngine(&EngineOptions{AcceptUnsignedPolicies: Yes})
		if err != nil {
			t.Fatal(err)
		}
		if err := engine.SetPolicy(load(t, "first.frb")); err != nil {
			t.Fatal(err)
		}
		forgotten, err := engine.NewContext()
		if err != nil {
			t.Fatal(err)
		}
		x, decision := good(), Decision{}
		if err := forgotten.Score(&x, &decision); err != nil {
			t.Fatal(err)
		}
		of := engine.owner
		go func() {
			for of.holders.Load() != 0 {
				runtime.Gosched()
			}
			close(freed)
		}()
	}()
	for i := 0; i < 500; i++ {
		runtime.GC()
		select {
		case <-freed:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("nothing was freed")
}

// Scoring allocates nothing.
func TestAllocations(t *testing.T) {
	c := entered(t, made(t, "retail-cn.frb"))
	x, decision := good(), Decision{}
	x.Session = &Session{OnCall: Yes, DeviceAgeS: Some[int64](10)}
	x.Attributes = nil
	event := Event{Kind: EventSettled, TimeUs: x.TimeUs, TransferID: x.ID, Payer: x.Payer, Payee: x.Payee,
		AmountMinor: Some(x.AmountMinor)}
	if allocated := testing.AllocsPerRun(200, func() {
		if err := c.Score(&x, &decision); err != nil {
			t.Fatal(err)
		}
		if err := c.Observe(&event); err != nil {
			t.Fatal(err)
		}
	}); allocated != 0 {
		t.Error(allocated, " allocations")
	}
}

// A process that ends with all of it open, and with calls that run, ends as it wants to.
func TestExit(t *testing.T) {
	if folder := os.Getenv("FRAUDRISK_TEST_EXIT"); folder != "" {
		engine := made(t, "first.frb")
		journal, err := engine.OpenJournal(&JournalOptions{Directory: folder, NowUs: 1767664800000000,
			SegmentBytes: 1 << 20})
		if err != nil || engine.SetJournal(journal) != nil {
			os.Exit(1)
		}
		var scored atomic.Int64
		for g := 0; g < 2; g++ {
			c := entered(t, engine)
			go func(g int) {
				x, decision := good(), Decision{}
				for i := 0; ; i++ {
					x.ID = Str(fmt.Sprint("T-", g, "-", i))
					_ = c.Score(&x, &decision)
					scored.Add(1)
				}
			}(g)
		}
		for scored.Load() < 100 {
			runtime.Gosched()
		}
		os.Exit(42)
	}
	child := exec.Command(os.Args[0], "-test.run=^TestExit$")
	child.Env = append(os.Environ(), "FRAUDRISK_TEST_EXIT="+t.TempDir())
	said, err := child.CombinedOutput()
	if child.ProcessState == nil || child.ProcessState.ExitCode() != 42 {
		t.Errorf("%v: %s", err, said)
	}
}

func TestAnswer(t *testing.T) {
	var teller Teller
	question := Question{Sign: Yes, TellerBit: SawHurried}
	teller.Answer(question, false)
	if teller.RuledOut != SawHurried {
		t.Error(teller)
	}
	teller.Answer(question, true)
	teller.Answer(question, false)
	teller.Answer(Question{}, true)
	if teller.Seen != SawHurried || teller.RuledOut != 0 {
		t.Error(teller)
	}
}

// A journal is closed before a context begins or not at all, and several that are forgotten are closed with the engine.
func TestJournalAgainstContexts(t *testing.T) {
	engine := made(t, "first.frb")
	for i := 0; i < 50; i++ {
		journal, err := engine.OpenJournal(&JournalOptions{Directory: t.TempDir(), SegmentBytes: 1 << 20})
		if err != nil || engine.SetJournal(journal) != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		var closed error
		var c *Context
		group.Add(2)
		go func() { defer group.Done(); c, err = engine.NewContext() }()
		go func() { defer group.Done(); closed = journal.Close() }()
		group.Wait()
		x, decision := good(), Decision{}
		x.ID = Str(fmt.Sprint("T-", i))
		if err != nil || c.Score(&x, &decision) != nil {
			t.Fatal(err)
		}
		if (closed == nil) == (decision.Sequence > 0) {
			t.Fatal("closed: ", closed, ", and the record has number ", decision.Sequence)
		}
		c.Close()
		if err := journal.Close(); err != nil {
			t.Fatal(err)
		}
	}

	// Their folders are locked as long as they are open.
	folders := []string{t.TempDir(), t.TempDir()}
	last := entered(t, engine)
	for _, folder := range folders {
		journal, err := engine.OpenJournal(&JournalOptions{Directory: folder, SegmentBytes: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		journal.handle.close() // as the collector does
	}
	other := made(t, "first.frb")
	for _, folder := range folders {
		_, err := other.OpenJournal(&JournalOptions{Directory: folder})
		wants(t, "left open", err, ErrJournalLocked)
	}
	engine.Close()
	last.Close()
	for _, folder := range folders {
		journal, err := other.OpenJournal(&JournalOptions{Directory: folder})
		if err != nil {
			t.Fatal(err)
		}
		journal.Close()
	}
}

// What was answered is counted, how long it took is told, and the text says the same.
func TestCounters(t *testing.T) {
	engine := made(t, "retail-cn.frb")
	journal, err := engine.OpenJournal(&JournalOptions{Directory: t.TempDir(), SegmentBytes: 1 << 20})
	if err != nil || engine.SetJournal(journal) != nil {
		t.Fatal(err)
	}
	c := entered(t, engine)
	x, decision := good(), Decision{}
	x.Remark, x.Channel = Str("转到安全账户"), ChannelTeller
	if err := c.Score(&x, &decision); err != nil || decision.Outcome != OutcomeHold {
		t.Fatal(err, decision.Outcome)
	}
	wants(t, "no amount", c.Score(&Transfer{}, &decision), ErrMissingField)
	if err := c.Took(1000 * time.Nanosecond); err != nil {
		t.Error(err)
	}
	wants(t, "before it began", c.Took(-1), ErrBadArgument)

	stats, err := engine.Counters(journal, x.TimeUs)
	if err != nil {
		t.Fatal(err)
	}
	if stats.Decided[ChannelTeller].Hold != 1 || stats.Degraded != 1 || stats.ContextCount != 1 || stats.Took[2] != 1 ||
		stats.TookNs != 1000 || stats.HasJournal != Yes || stats.LastSequence == 0 || stats.PolicyName() != "retail-cn" {
		t.Error(stats)
	}
	holds := uint64(0)
	for _, one := range stats.ByScam() {
		if one.Name() == "impersonating_police" {
			holds = one.Decided.Hold
		}
	}
	if holds != 1 {
		t.Error(holds, " holds of that scam")
	}
	if stats, err = engine.Counters(nil, 0); err != nil || stats.HasJournal != No {
		t.Error(err, stats.HasJournal)
	}
	text, err := engine.MetricsText(journal, x.TimeUs)
	for _, line := range []string{"fraudrisk_call_duration_seconds_count 1",
		"fraudrisk_call_duration_seconds_sum 0.000001000"} {
		if err != nil || !strings.Contains(text, line+"\n") {
			t.Error(err, line, text)
		}
	}
	_, err = made(t, "first.frb").MetricsText(journal, 0)
	wants(t, "another engine's journal", err, ErrBadArgument)
	_, err = engine.Counters(&Journal{}, 0)
	wants(t, "no journal", err, ErrClosed)
	_, err = (*Engine)(nil).MetricsText(nil, 0)
	wants(t, "no engine", err, ErrClosed)
	wants(t, "no context", (*Context)(nil).Took(1), ErrClosed)
}

// What rewrites the state meets no call that reads it.
func TestApplyWithContexts(t *testing.T) {
	engine := made(t, "first.frb")
	context := entered(t, engine)
	_, err := engine.Apply(nil)
	wants(t, "apply with a context", err, ErrBadArgument)
	context.Close()
	applied, err := engine.Apply(nil)
	wants(t, "apply", err, nil)
	if applied != 0 {
		t.Error(applied)
	}
}

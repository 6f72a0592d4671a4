// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The steps about counters, what a policy is made of, trust, watch lists and the journal.

func (r *runner) rest() map[string]func(*step) {
	return map[string]func(*step){
		"took": r.took, "counters": r.counters, "prometheus": r.prometheus, "limits": r.limits,
		"tick":  func(now *step) { say(now, r.engine.Tick(now.number(1))) },
		"names": r.names, "attribute": r.attribute, "reason_text": r.moreWords, "contribution_words": r.moreWords,
		"why_folds": r.whyFolds, "signatures": r.signatures,
		"trust": r.beginTrust, "verify": r.verify, "put": r.put, "switches": r.switches,
		"lists": r.lists, "listed": r.listed, "table": r.table, "feature_table": r.featureTable,
		"journal": r.beginJournal, "journal_close": r.closeJournal, "journal_stats": r.journalStats,
		"pump":       func(now *step) { say(now, r.journal.Pump(now.number(1))) },
		"wait":       func(now *step) { say(now, r.journal.Wait(uint64(now.number(1)))) },
		"checkpoint": func(now *step) { say(now, r.journal.Checkpoint()) },
		"snapshot": func(now *step) {
			sequence, err := r.journal.Snapshot()
			sayCount(now, "sequence", sequence, err)
		},
		"prune": func(now *step) {
			removed, err := r.journal.Prune()
			sayCount(now, "removed", removed, err)
		},
		"ship": r.ship, "apply": r.apply, "status": sayStatus, "version": sayVersion,
	}
}

func sayCount(now *step, name string, count uint64, err error) {
	if say(now, err); err == nil {
		putUnsigned("", name, count)
	}
	sayError(err)
}

// ---- counters ----

func (r *runner) took(now *step) { say(now, r.context.Took(time.Duration(now.number(1)))) }

func (r *runner) counters(now *step) {
	stats, err := r.engine.Counters(r.journal, now.number(1))
	if say(now, err); err == nil {
		putStats("", &stats)
	}
}

// prometheus answers line by line, but for the two that say how much memory is taken.
func (r *runner) prometheus(now *step) {
	text, err := r.engine.MetricsText(r.journal, now.number(1))
	say(now, err)
	if err != nil {
		return
	}
	for i, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "fraudrisk_memory_bytes ") && !strings.HasPrefix(line, "fraudrisk_watch_lists_bytes ") {
			putText("", inside("line", "", i), line, false)
		}
	}
}

func (r *runner) limits(now *step) {
	states, err := r.engine.Limits()
	say(now, err)
	for i := range states {
		putLimitState(strconv.Itoa(i), &states[i])
	}
}

// ---- what a policy is made of ----

func (r *runner) names(now *step) {
	say(now, nil)
	for i := 0; ; i++ {
		name, found := r.policy.Feature(uint32(i))
		if !found {
			break
		}
		putText("", inside("feature", "", i), name, false)
		putNumber("", inside("feature_type", "", i), int64(r.policy.FeatureType(uint32(i))))
	}
	for i := 0; ; i++ {
		name, found := r.policy.Rule(uint32(i))
		if !found {
			break
		}
		putText("", inside("rule", "", i), name, false)
		putNumber("", inside("rule_scam", "", i), int64(r.policy.RuleScam(uint32(i))))
	}
	sayNames("scam", r.policy.Scam)
	sayNames("model", r.policy.Model)
}

func sayNames(what string, ask func(uint32) (string, bool)) {
	for i := 0; ; i++ {
		name, found := ask(uint32(i))
		if !found {
			return
		}
		putText("", inside(what, "", i), name, false)
	}
}

func (r *runner) attribute(now *step) {
	say(now, nil)
	putNumber("", "type", int64(r.policy.AttributeType(now.text(1))))
}

func (r *runner) moreWords(now *step) {
	var words string
	var err error
	place, as := now.number(1), Encoding(now.number(3))
	if now.arguments[0] == "reason_text" {
		words, err = r.policy.ReasonText(uint32(place), now.text(2), as)
	} else {
		words, err = r.policy.ContributionWords(&r.contributions[place], now.text(2), as)
	}
	say(now, err)
	if err == nil {
		putText("", "words", words, as == EncodingGB18030)
	}
}

func (r *runner) whyFolds(now *step) {
	transfer := r.transferOf(now)
	folds, err := r.policy.NewFolds()
	if err != nil {
		r.t.Fatal(err)
	}
	defer folds.Close()
	var made *Explanation
	if err = r.context.Fold(transfer, SideAll, folds); err == nil {
		made, err = r.policy.Why(transfer, folds)
	}
	r.sayWhy(now, made, err)
}

func (r *runner) signatures(now *step) {
	say(now, nil)
	for i := 0; ; i++ {
		signature, err := r.policy.Signature(uint32(i))
		if err != nil {
			return
		}
		putSignature(strconv.Itoa(i), &signature)
	}
}

// ---- trust ----

func (r *runner) beginTrust(now *step) {
	builder, err := NewTrustBuilder()
	if err != nil {
		r.t.Fatal(err)
	}
	defer builder.Close()
	var made *Trust
	var ids [][16]byte
	for _, one := range now.fields {
		if err != nil {
			break
		}
		if one.path == "require" {
			err = builder.Require(one.value)
			continue
		}
		role, file, _ := strings.Cut(one.value, " ")
		var id [16]byte
		if id, err = builder.Add(role, r.beside(file)); err == nil {
			ids = append(ids, id)
		}
	}
	if err == nil && len(now.fields) > 0 {
		made, err = builder.Finish()
	}
	if err == nil {
		err = r.engine.SetTrust(made)
	}
	say(now, err)
	if err == nil {
		for i := range ids {
			putBytes("", inside("key_id", "", i), ids[i][:])
		}
		r.trust.Close()
		r.trust = made
	}
	sayError(err)
}

func (r *runner) ofFile(now *step, call func(*Policy) error) {
	policy, err := LoadPolicy(r.beside(now.text(1)))
	if err == nil {
		err = call(policy)
	}
	say(now, err)
	sayError(err)
	policy.Close()
	r.policy.Close()
	r.policy, _ = r.engine.Policy()
}

func (r *runner) verify(now *step) { r.ofFile(now, r.trust.Verify) }

func (r *runner) put(now *step) {
	var options PutOptions
	for _, one := range now.fields {
		if !setPutOptions(&options, one.path, one.value) {
			r.t.Fatalf("there is no option %s", one.path)
		}
	}
	r.ofFile(now, func(policy *Policy) error { return r.engine.PutPolicy(policy, &options) })
}

func (r *runner) switches(now *step) {
	err := r.engine.SetSwitches(r.beside(now.text(1)), now.number(2))
	say(now, err)
	sayError(err)
	r.policy.Close()
	r.policy, _ = r.engine.Policy()
}

// ---- watch lists in force ----

func (r *runner) lists(now *step) {
	lists, err := r.engine.WatchLists()
	if err != nil {
		r.t.Fatal(err)
	}
	defer lists.Close()
	info, err := lists.Describe()
	say(now, err)
	if err != nil {
		return
	}
	putWatchListsInfo("", &info)
	for i := 0; ; i++ {
		name, entries, found := lists.List(uint32(i))
		if !found {
			return
		}
		putText("", inside("list", "", i), name, false)
		putUnsigned("", inside("entries", "", i), entries)
	}
}

func (r *runner) listed(now *step) {
	lists, err := r.engine.WatchLists()
	if err != nil {
		r.t.Fatal(err)
	}
	defer lists.Close()
	listed, err := lists.Ask(PartyType(now.number(1)), now.text(2), now.text(3), now.number(4))
	if say(now, err); err == nil {
		putNumber("", "listed", int64(YesNo(listed)))
	}
}

// ---- the journal ----

func (r *runner) setOption(to *JournalOptions, one field) {
	switch one.path {
	case "mode":
		to.Mode = JournalMode(number(one.value))
	case "when_full":
		to.WhenFull = JournalWhenFull(number(one.value))
	case "calls_do_not_wait":
		to.CallsDoNotWait = Tristate(number(one.value)) == Yes
	case "segment_bytes":
		to.SegmentBytes = uint64(number(one.value))
	case "checkpoint_blocks":
		to.CheckpointBlocks = uint64(number(one.value))
	case "now_us":
		to.NowUs = number(one.value)
	case "signing_key":
		to.SigningKey = r.beside(one.value)
	case "sealing_key":
		to.SealingKey = r.beside(one.value)
	case "trusted_keys":
		to.TrustedKeys = r.beside(one.value)
	default:
		r.t.Fatalf("a journal has no option %s", one.path)
	}
}

func (r *runner) beginJournal(now *step) {
	options := JournalOptions{Directory: filepath.Join(r.room, now.text(1))}
	for _, one := range now.fields {
		r.setOption(&options, one)
	}
	r.context.Close()
	var recovery JournalRecovery
	var err error
	recovered := false
	if r.journal, err = r.engine.OpenJournal(&options); err == nil {
		recovery, err = r.journal.Recover()
		recovered = err == nil
	}
	if err == nil {
		err = r.engine.SetJournal(r.journal)
	}
	if say(now, err); recovered {
		putJournalRecovery("", &recovery)
	}
	sayError(err)
	r.again()
	r.policy.Close()
	r.policy, _ = r.engine.Policy()
}

func (r *runner) closeJournal(now *step) {
	r.context.Close()
	say(now, r.journal.Close())
	r.journal = nil
	r.again()
}

func (r *runner) journalStats(now *step) {
	stats, err := r.journal.Measure()
	if say(now, err); err == nil {
		putJournalStats("", &stats)
	}
}

func (r *runner) ship(now *step) {
	buffer := make([]byte, 68<<10)
	size, next, err := r.journal.Ship(uint64(now.number(1)), buffer)
	r.shipped = buffer[:size]
	sayCount(now, "next", next, err)
}

func (r *runner) apply(now *step) {
	r.context.Close()
	applied, err := r.engine.Apply(r.shipped)
	sayCount(now, "applied", applied, err)
	r.again()
}

// ---- the library ----

func sayStatus(now *step) {
	of := Status(now.number(1))
	say(now, nil)
	putText("", "name", of.Name(), false)
	putText("", "text", of.Error(), false)
	putNumber("", "band", int64(of.Band()))
}

func sayVersion(now *step) {
	say(now, nil)
	putUnsigned("", "version", uint64(Version()))
}

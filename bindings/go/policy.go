// SPDX-License-Identifier: Apache-2.0

package fraudrisk

/*
#include <stdint.h>
#include <stdlib.h>

static inline char *frgo_chars(uintptr_t at) { return (char *)at; }
static inline uintptr_t frgo_take(uint64_t size) { return (uintptr_t)calloc(1, size); }
static inline void frgo_give_back(uintptr_t at) { free((void *)at); }
static inline void frgo_terminate(uintptr_t at, uint64_t size) { ((char *)at)[size] = 0; }
static inline void *frgo_at(uintptr_t at) { return (void *)at; }
*/
import "C"

import "unsafe"

// terminate writes the zero byte behind a text that inC holds.
func terminate(at uintptr, size int) { C.frgo_terminate(C.uintptr_t(at), C.uint64_t(size)) }

// stringAt copies a text of C that ends in a zero byte.
func stringAt(at uintptr) string { return C.GoString(C.frgo_chars(C.uintptr_t(at))) }

// Policy is immutable, and may be used by any number of goroutines and engines.
type Policy struct{ handle *handle }

func (p *Policy) inner() *handle {
	if p == nil {
		return nil
	}
	return p.handle
}

func newPolicy(raw uintptr) *Policy { return &Policy{newHandle(raw, cPolicyRelease)} }

// LoadPolicy loads a bundle, signed or not; the bytes are copied.
func LoadPolicy(bundle []byte) (*Policy, error) {
	a, err := borrowArena()
	if err != nil {
		return nil, err
	}
	defer a.giveBack()
	status := inC(bundle, func(at uintptr, size uint64) Status {
		return cPolicyLoad(at, size, address(&a.handle), address(&a.err))
	})
	if status != StatusOK {
		return nil, errorOf(status, &a.err)
	}
	return newPolicy(a.handle), nil
}

// Close gives the reference back; a second time it does nothing. Engines that have the policy keep it.
func (p *Policy) Close() error {
	p.inner().close()
	return nil
}

// PolicyInfo is what a policy is.
type PolicyInfo struct {
	IsSigned       bool
	Version        uint64
	Name           string
	Digest         [32]byte
	Currency       string
	CurrencyDigits uint32
	UTCOffsetS     int32
	Features       uint32
	Rules          uint32
	Scams          uint32
	Folds          uint32
	Signatures     uint32
	ValidFromUs    int64
	ValidUntilUs   int64
	Tests          uint32
}

func (p *Policy) describe(into *cPolicyInfo, name *string) error {
	return withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		status := oneInC(into, &into.structSize, func(at uintptr) Status { return cPolicyDescribe(policy, at) })
		if status == StatusOK {
			*name = stringAt(into.name)
		}
		return status
	})
}

// Describe tells what the policy is.
func (p *Policy) Describe() (PolicyInfo, error) {
	var info cPolicyInfo
	var name string
	if err := p.describe(&info, &name); err != nil {
		return PolicyInfo{}, err
	}
	return PolicyInfo{info.isSigned == Yes, info.version, name, info.digest, textOf(info.currency[:]),
		info.currencyDigits, info.utcOffsetS, info.featureCount, info.ruleCount, info.scamCount, info.foldCount,
		info.signatureCount, info.validFromUs, info.validUntilUs, info.testCount}, nil
}

// Signature is the signature at a place, as the bundle has it: not verified.
func (p *Policy) Signature(index uint32) (Signature, error) {
	var found Signature
	err := withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		return oneInC(&found, &found.structSize, func(at uintptr) Status { return cPolicySignature(policy, index, at) })
	})
	return found, err
}

func (p *Policy) name(index uint32, ask func(policy uintptr, index uint32) (string, bool)) (string, bool) {
	policy, err := p.inner().use()
	if err != nil {
		return "", false
	}
	defer p.handle.done()
	return ask(policy, index)
}

// Feature is the name of a feature by its place; false past the end, and after Close.
func (p *Policy) Feature(index uint32) (string, bool) { return p.name(index, cPolicyFeature) }

// Rule is the name of a rule by its place.
func (p *Policy) Rule(index uint32) (string, bool) { return p.name(index, cPolicyRule) }

// Scam is the name of a scam type by its place.
func (p *Policy) Scam(index uint32) (string, bool) { return p.name(index, cPolicyScam) }

// Model is the name of a model by its place.
func (p *Policy) Model(index uint32) (string, bool) { return p.name(index, cPolicyModel) }

// FeatureType is the type of a feature; TypeUnknown past the end, and after Close.
func (p *Policy) FeatureType(index uint32) ValueType {
	policy, err := p.inner().use()
	if err != nil {
		return TypeUnknown
	}
	defer p.handle.done()
	return ValueType(cPolicyFeatureType(policy, index))
}

// RuleScam is the scam type of a rule, -1 for none.
func (p *Policy) RuleScam(index uint32) int32 {
	policy, err := p.inner().use()
	if err != nil {
		return -1
	}
	defer p.handle.done()
	return cPolicyRuleScam(policy, index)
}

// AttributeType is the type of an attribute that the policy declares; TypeUnknown where it declares none.
func (p *Policy) AttributeType(name string) ValueType {
	found := TypeUnknown
	_ = withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		a.identifiers(Str(name), Text{})
		found = ValueType(cPolicyAttributeType(policy, address(&a.first)))
		return StatusOK
	})
	return found
}

type writer func(buffer uintptr, capacity uint64, needed uintptr) Status

// words runs with a copy of the decision, where there is one, and the language.
func (p *Policy) words(of *Decision, language string, write func(policy, decision, language uintptr, a *arena) writer) (
	string, error) {
	policy, err := p.inner().use()
	if err != nil {
		return "", err
	}
	defer p.handle.done()
	a, err := borrowArena()
	if err != nil {
		return "", err
	}
	defer a.giveBack()
	wanted := Str(language)
	wanted.known = language != ""
	a.identifiers(wanted, Text{})
	at := uintptr(0)
	if of != nil {
		at = a.lendDecision(of)
	}
	return a.string(write(policy, at, address(&a.first), a))
}

// Words are the words of the policy for a decision; "" is the policy's first language.
func (p *Policy) Words(of *Decision, audience Audience, language string, as Encoding) (string, error) {
	return p.words(of, language, func(policy, decision, language uintptr, a *arena) writer {
		return func(buffer uintptr, capacity uint64, needed uintptr) Status {
			return cWords(policy, decision, uint32(audience), language, uint32(as), buffer, capacity, needed)
		}
	})
}

// ReasonWords are the words for one of the decision's reasons.
func (p *Policy) ReasonWords(of *Decision, place uint32, language string, as Encoding) (string, error) {
	return p.words(of, language, func(policy, decision, language uintptr, a *arena) writer {
		return func(buffer uintptr, capacity uint64, needed uintptr) Status {
			return cReasonWords(policy, decision, place, language, uint32(as), buffer, capacity, needed)
		}
	})
}

// QuestionWords are what the teller asks.
func (p *Policy) QuestionWords(of *Decision, place uint32, language string, as Encoding) (string, error) {
	return p.words(of, language, func(policy, decision, language uintptr, a *arena) writer {
		return func(buffer uintptr, capacity uint64, needed uintptr) Status {
			return cQuestionWords(policy, decision, place, language, uint32(as), buffer, capacity, needed)
		}
	})
}

// ReasonText is the reason of a rule as the policy has it.
func (p *Policy) ReasonText(rule uint32, language string, as Encoding) (string, error) {
	return p.words(nil, language, func(policy, _, language uintptr, a *arena) writer {
		return func(buffer uintptr, capacity uint64, needed uintptr) Status {
			return cReasonText(policy, rule, language, uint32(as), buffer, capacity, needed)
		}
	})
}

// ContributionWords are the words of the policy for a contribution.
func (p *Policy) ContributionWords(of *Contribution, language string, as Encoding) (string, error) {
	if of == nil {
		return "", errorOf(ErrNullPointer, nil)
	}
	return p.words(nil, language, func(policy, _, language uintptr, a *arena) writer {
		return func(buffer uintptr, capacity uint64, needed uintptr) Status {
			_, status := arrayInC(1, func(at uintptr, made []Contribution) Status {
				made[0] = *of
				return cContributionWords(policy, at, language, uint32(as), buffer, capacity, needed)
			})
			return status
		}
	})
}

// Question is a question for the teller, and what the answer says.
type Question struct {
	// Sign is the answer that gives the observation; Unknown for an open question.
	Sign        Tristate
	TellerBit   Observation
	Name        string
	Observation string
}

// Question is the question at a place; ErrNoWords past the last one.
func (p *Policy) Question(of *Decision, place uint32) (Question, error) {
	var found Question
	err := withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		if of == nil {
			return ErrNullPointer
		}
		var raw cQuestion
		decision := a.lendDecision(of)
		status := oneInC(&raw, &raw.structSize, func(at uintptr) Status {
			return cQuestionGet(policy, decision, place, at)
		})
		if status == StatusOK {
			found = Question{raw.sign, raw.tellerBit, stringAt(raw.name), stringAt(raw.observation)}
		}
		return status
	})
	return found, err
}

// Answer enters an answer among what the teller saw.
func (t *Teller) Answer(question Question, yes bool) {
	if question.TellerBit == 0 {
		return
	}
	if YesNo(yes) == question.Sign {
		t.Seen |= question.TellerBit
		t.RuledOut &^= question.TellerBit
	} else if t.Seen&question.TellerBit == 0 {
		t.RuledOut |= question.TellerBit
	}
}

// Expiry is what becomes of a held transfer when its time is over and nobody has decided.
func (p *Policy) Expiry(of *Decision) (Expiry, error) {
	found := ExpiryNone
	err := withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		if of == nil {
			return ErrNullPointer
		}
		found = Expiry(cExpiry(policy, a.lendDecision(of)))
		return StatusOK
	})
	return found, err
}

// Matches are the phrases of the policy in a text.
func (p *Policy) Matches(in Text) ([]TextMatch, error) {
	var found []TextMatch
	err := withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		a.identifiers(in, Text{})
		status := cTextMatches(policy, address(&a.first), a.spare(), 0, address(&a.count))
		if status != ErrBufferTooSmall {
			return status
		}
		capacity := a.count
		found, status = arrayInC(int(capacity), func(at uintptr, made []TextMatch) Status {
			return cTextMatches(policy, address(&a.first), at, capacity, address(&a.count))
		})
		return status
	})
	return found, err
}

// spare is a place that is written nothing to, for calls that only count.
func (a *arena) spare() uintptr { return address(&a.attributes[0]) }

// Folds holds the blocks of one transfer, for one goroutine at a time.
type Folds struct{ handle *handle }

// NewFolds takes as much memory as the blocks of one transfer need under this policy.
func (p *Policy) NewFolds() (*Folds, error) {
	var made *Folds
	err := withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		capacity, size := cFoldsCapacity(policy), uint64(unsafe.Sizeof(cFolds{}))
		at := uintptr(C.frgo_take(C.uint64_t(size + capacity)))
		if at == 0 {
			return ErrNoMemory
		}
		*foldsAt(at) = cFolds{structSize: uint32(size), data: at + uintptr(size), capacity: capacity}
		made = &Folds{newHandle(at, func(at uintptr) { C.frgo_give_back(C.uintptr_t(at)) })}
		return StatusOK
	})
	return made, err
}

func foldsAt(at uintptr) *cFolds { return (*cFolds)(C.frgo_at(C.uintptr_t(at))) }

func (f *Folds) inner() *handle {
	if f == nil {
		return nil
	}
	return f.handle
}

// Close frees the memory; a second time it does nothing.
func (f *Folds) Close() error {
	f.inner().close()
	return nil
}

// Bytes is a copy of the blocks, to be sent elsewhere.
func (f *Folds) Bytes() ([]byte, error) {
	at, err := f.inner().use()
	if err != nil {
		return nil, err
	}
	defer f.handle.done()
	folds := foldsAt(at)
	return append([]byte(nil), unsafe.Slice((*byte)(C.frgo_at(C.uintptr_t(folds.data))), int(folds.size))...), nil
}

// Append takes blocks that came from elsewhere.
func (f *Folds) Append(blocks []byte) error {
	at, err := f.inner().alone()
	if err != nil {
		return err
	}
	defer f.handle.mutex.Unlock()
	folds := foldsAt(at)
	if uint64(len(blocks)) > folds.capacity-folds.size {
		return errorOf(ErrBufferTooSmall, nil)
	}
	copy(unsafe.Slice((*byte)(C.frgo_at(C.uintptr_t(folds.data))), int(folds.capacity))[folds.size:], blocks)
	folds.size += uint64(len(blocks))
	return nil
}

// Reset makes room for another transfer.
func (f *Folds) Reset() error {
	at, err := f.inner().alone()
	if err != nil {
		return err
	}
	foldsAt(at).size = 0
	f.handle.mutex.Unlock()
	return nil
}

func (p *Policy) withFolds(from *Folds, run func(policy, folds uintptr, a *arena) Status) error {
	folds, err := from.inner().use()
	if err != nil {
		return err
	}
	defer from.handle.done()
	return withHandle(p.inner(), func(policy uintptr, a *arena) Status { return run(policy, folds, a) })
}

// Decide is the pure half of scoring.
func (p *Policy) Decide(of *Transfer, from *Folds, into *Decision) error {
	if into == nil {
		return errorOf(ErrNullPointer, nil)
	}
	return p.withFolds(from, func(policy, folds uintptr, a *arena) Status {
		status := cDecide(policy, a.lendTransfer(of), folds, address(&a.decision), address(&a.err))
		*into = a.decision
		return status
	})
}

// Features are the values of the policy's features.
func (p *Policy) Features(of *Transfer, from *Folds) ([]Value, error) {
	var found []Value
	info, err := p.Describe()
	if err != nil {
		return nil, err
	}
	err = p.withFolds(from, func(policy, folds uintptr, a *arena) Status {
		at, status := a.lendTransfer(of), StatusOK
		found, status = arrayInC(int(info.Features), func(values uintptr, made []Value) Status {
			return cFeatures(policy, at, folds, values, info.Features, address(&a.err))
		})
		return status
	})
	return found, err
}

// Why explains what Decide decides; it takes some milliseconds.
func (p *Policy) Why(of *Transfer, from *Folds) (*Explanation, error) {
	var made *Explanation
	err := p.withFolds(from, func(policy, folds uintptr, a *arena) Status {
		at, status := a.lendTransfer(of), StatusOK
		made, status = explain(a, func(contributions uintptr, capacity uint32, other uintptr) Status {
			return cWhyFolds(policy, at, folds, contributions, capacity, address(&a.count), other, address(&a.err))
		})
		return status
	})
	return made, err
}

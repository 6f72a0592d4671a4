// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"fmt"
	"unsafe"
)

// Version is the version of the library that runs: major * 1,000,000 + minor * 1,000 + patch.
func Version() uint32 { return cVersion() }

// Limit is a limit by its name in C, such as "FR_MAX_REASONS"; -1 where there is none of that name.
func Limit(name string) int64 {
	found := int64(-1)
	inC([]byte(name), func(at uintptr, _ uint64) Status {
		terminate(at, len(name))
		found = cLimit(at)
		return StatusOK
	})
	return found
}

// CurrencyDigits is how many decimals the minor unit of a currency has (ISO 4217): 2 for "CNY", so 12.34 yuan are 1234.
func CurrencyDigits(currency string) uint32 {
	found := uint32(0)
	inC([]byte(currency), func(at uintptr, _ uint64) Status {
		terminate(at, len(currency))
		found = cCurrencyDigits(at)
		return StatusOK
	})
	return found
}

// Engine holds the state; any number of goroutines may use it. Its memory is freed when it, its contexts and its
// journal are closed.
type Engine struct {
	handle *handle
	owner  *owner
}

// NewEngine creates an engine without a policy; nil are the default options.
func NewEngine(options *EngineOptions) (*Engine, error) {
	a, err := borrowArena()
	if err != nil {
		return nil, err
	}
	defer a.giveBack()
	if options == nil {
		options = &EngineOptions{}
	}
	options.write(&a.options, a)
	a.handle = 0
	status := cEngineCreate(address(&a.options), address(&a.handle), address(&a.err))
	a.options = cEngineOptions{} // the arena goes to other calls, and the secret key with none
	if status != StatusOK {
		return nil, errorOf(status, &a.err)
	}
	of := &owner{raw: a.handle}
	of.holders.Store(1)
	return &Engine{newHandle(a.handle, func(uintptr) { of.release() }), of}, nil
}

// Close lets go of the engine; a second time it does nothing. Contexts that are open go on.
func (e *Engine) Close() error {
	if e != nil {
		e.handle.close()
	}
	return nil
}

// call runs with the engine and an arena.
func (e *Engine) call(run func(engine uintptr, a *arena) Status) error {
	if e == nil {
		return ErrClosed
	}
	return withHandle(e.handle, run)
}

func withHandle(h *handle, run func(raw uintptr, a *arena) Status) error {
	raw, err := h.use()
	if err != nil {
		return err
	}
	defer h.done()
	a, err := borrowArena()
	if err != nil {
		return err
	}
	defer a.giveBack()
	return errorOf(run(raw, a), &a.err)
}

// NewContext makes a way into the engine for one goroutine at a time.
func (e *Engine) NewContext() (*Context, error) {
	var made *Context
	var failed error
	err := e.call(func(engine uintptr, a *arena) Status {
		status := e.owner.begin(address(&a.handle))
		if status == StatusOK {
			made, failed = newContext(e.owner, a.handle)
		}
		return status
	})
	if err == nil {
		err = failed
	}
	return made, err
}

// errNoPolicy is ErrClosed, too.
var errNoPolicy = fmt.Errorf("fraudrisk: the policy is nil; LoadPolicy makes one: %w", ErrClosed)

// SetPolicy puts a policy in force, atomically; the engine takes a reference of its own.
func (e *Engine) SetPolicy(policy *Policy) error {
	if policy == nil {
		return errNoPolicy
	}
	return e.share(policy.inner(), false, func(engine, to uintptr, a *arena) Status {
		return cEngineSetPolicy(engine, to, address(&a.err))
	})
}

// PutPolicy is SetPolicy with options, which hold for this call alone.
func (e *Engine) PutPolicy(policy *Policy, options *PutOptions) error {
	if policy == nil {
		return errNoPolicy
	}
	return e.share(policy.inner(), false, func(engine, to uintptr, a *arena) Status {
		if options == nil {
			options = &PutOptions{}
		}
		options.write(&a.put, a)
		return cEnginePutPolicy(engine, to, address(&a.put), address(&a.err))
	})
}

// SetChallenger puts a policy beside the one in force; nil takes away what stands there.
func (e *Engine) SetChallenger(index uint32, policy *Policy) error {
	return e.share(policy.inner(), policy == nil, func(engine, to uintptr, a *arena) Status {
		return cEngineSetChallenger(engine, index, to, address(&a.err))
	})
}

// SetWatchLists puts a set of lists in force; nil takes them away.
func (e *Engine) SetWatchLists(lists *WatchLists) error {
	return e.share(lists.inner(), lists == nil, func(engine, to uintptr, a *arena) Status {
		return cEngineSetWatchLists(engine, to, address(&a.err))
	})
}

// SetTrust gives the engine the store that its policies are verified by; nil takes it away.
func (e *Engine) SetTrust(trust *Trust) error {
	return e.share(trust.inner(), trust == nil, func(engine, to uintptr, a *arena) Status {
		return cEngineSetTrust(engine, to, address(&a.err))
	})
}

// share runs with the engine and something that it takes a reference of.
func (e *Engine) share(with *handle, none bool, run func(engine, with uintptr, a *arena) Status) error {
	other := uintptr(0)
	if !none {
		raw, err := with.use()
		if err != nil {
			return err
		}
		defer with.done()
		other = raw
	}
	return e.call(func(engine uintptr, a *arena) Status { return run(engine, other, a) })
}

// SetSwitches switches rules off by a signed document; nowUs is the time, 0 where it is not said.
func (e *Engine) SetSwitches(document []byte, nowUs int64) error {
	return e.call(func(engine uintptr, a *arena) Status {
		return inC(document, func(at uintptr, size uint64) Status {
			return cEngineSetSwitches(engine, at, size, nowUs, address(&a.err))
		})
	})
}

// Policy is the policy in force with a reference of its own, or nil.
func (e *Engine) Policy() (*Policy, error) {
	var made *Policy
	err := e.call(func(engine uintptr, a *arena) Status {
		if raw := cEnginePolicy(engine); raw != 0 {
			made = newPolicy(raw)
		}
		return StatusOK
	})
	return made, err
}

// WatchLists are the lists in force with a reference of their own, or nil.
func (e *Engine) WatchLists() (*WatchLists, error) {
	var made *WatchLists
	err := e.call(func(engine uintptr, a *arena) Status {
		if raw := cEngineWatchLists(engine); raw != 0 {
			made = &WatchLists{newHandle(raw, cWatchListsRelease)}
		}
		return StatusOK
	})
	return made, err
}

// Tick states what time it is.
func (e *Engine) Tick(nowUs int64) error {
	return e.call(func(engine uintptr, a *arena) Status { return cEngineTick(engine, nowUs) })
}

// PartyKey is the key that a party has under the engine's secret.
func (e *Engine) PartyKey(of PartyType, identifier string) ([16]byte, error) {
	var key [16]byte
	err := e.call(func(engine uintptr, a *arena) Status {
		a.identifiers(Str(identifier), Text{})
		status := cPartyKey(engine, uint32(of), address(&a.first), address(&a.key))
		if status == StatusOK {
			key = a.key
		}
		return status
	})
	return key, err
}

// Party is what is kept of one party.
func (e *Engine) Party(of PartyType, identifier string) (PartyState, error) {
	var state PartyState
	err := e.call(func(engine uintptr, a *arena) Status {
		a.identifiers(Str(identifier), Text{})
		return oneInC(&state, &state.structSize, func(at uintptr) Status {
			return cEngineParty(engine, uint32(of), address(&a.first), at)
		})
	})
	return state, err
}

// Measure counts; it takes time in proportion to the state.
func (e *Engine) Measure() (EngineStats, error) {
	var stats EngineStats
	err := e.call(func(engine uintptr, a *arena) Status {
		return oneInC(&stats, &stats.structSize, func(at uintptr) Status { return cEngineMeasure(engine, at) })
	})
	return stats, err
}

// Counters are what the engine has answered and what is in force; it walks nothing, and may be called every few
// seconds. The journal is the engine's, or nil; nowUs is the time, 0 where it is not said.
func (e *Engine) Counters(journal *Journal, nowUs int64) (Stats, error) {
	var stats Stats
	err := e.share(journal.inner(), journal == nil, func(engine, of uintptr, a *arena) Status {
		return oneInC(&stats, &stats.structSize, func(at uintptr) Status { return cStatsRead(engine, of, nowUs, at) })
	})
	return stats, err
}

// MetricsText is the same as text that Prometheus reads (exposition format 0.0.4). No customer's data is in it.
func (e *Engine) MetricsText(journal *Journal, nowUs int64) (string, error) {
	text := ""
	err := e.share(journal.inner(), journal == nil, func(engine, of uintptr, a *arena) Status {
		if len(a.words) < metricsBytes && !a.growWords(metricsBytes) {
			return ErrNoMemory
		}
		status := cStatsText(engine, of, nowUs, address(&a.words[0]), uint64(len(a.words)), address(&a.numbers[0]))
		if status == StatusOK {
			text = string(a.words[:a.numbers[0]])
		}
		return status
	})
	return text, err
}

// Limits tells how full the bounds of the policy in force are.
func (e *Engine) Limits() ([]LimitState, error) {
	var found []LimitState
	err := e.call(func(engine uintptr, a *arena) Status {
		status := cEngineLimits(engine, 0, 0, address(&a.count))
		if status != StatusOK || a.count == 0 {
			return status
		}
		capacity := a.count
		found, status = arrayInC(int(capacity), func(at uintptr, made []LimitState) Status {
			for i := range made {
				made[i].structSize = uint32(unsafe.Sizeof(made[i]))
			}
			return cEngineLimits(engine, at, capacity, address(&a.count))
		})
		found = found[:clamp(a.count, len(found))]
		return status
	})
	return found, err
}

// Apply applies shipped records to an engine that follows another, and returns the number of the last it has. Nobody
// else calls the engine meanwhile: while it has contexts Apply is refused, and while another goroutine's call runs it is
// ErrInUse.
func (e *Engine) Apply(records []byte) (uint64, error) {
	if e == nil {
		return 0, ErrClosed
	}
	applied, busy := uint64(0), false
	err := aloneWith(e.handle, func(engine uintptr, a *arena) Status {
		e.owner.mutex.Lock()
		defer e.owner.mutex.Unlock()
		if busy = e.owner.contexts > 0; busy {
			return StatusOK
		}
		a.numbers[0] = 0
		status := inC(records, func(at uintptr, size uint64) Status {
			return cJournalApply(engine, at, size, address(&a.numbers[0]), address(&a.err))
		})
		applied = a.numbers[0]
		return status
	})
	if busy {
		err = badArgument("engine", "the engine still has contexts; close them first")
	}
	return applied, err
}

// oneInC lets C fill a struct that is copied out where it succeeded.
func oneInC[T any](into *T, structSize *uint32, call func(at uintptr) Status) Status {
	*structSize = uint32(unsafe.Sizeof(*into))
	made, status := arrayInC(1, func(at uintptr, made []T) Status {
		made[0] = *into
		return call(at)
	})
	if status == StatusOK {
		*into = made[0]
	}
	return status
}

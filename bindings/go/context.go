// SPDX-License-Identifier: Apache-2.0

package fraudrisk

/*
#include <fraudrisk/fraudrisk.h>

// The detail of a failed call comes along in the same crossing.
static inline fr_status frgo_keep(fr_context *context, fr_status status, uintptr_t error) {
  const fr_error *said = status < 0 ? fr_context_error(context) : NULL;
  if (said != NULL) *(fr_error *)error = *said;
  return status;
}
static inline fr_status frgo_hot_score(uintptr_t context, uintptr_t transfer, uintptr_t decision, uintptr_t error) {
  return frgo_keep((fr_context *)context,
                   fr_score((fr_context *)context, (const fr_transfer *)transfer, (fr_decision *)decision), error);
}
static inline fr_status frgo_hot_preview(uintptr_t context, uintptr_t transfer, uintptr_t decision, uintptr_t error) {
  return frgo_keep((fr_context *)context,
                   fr_preview((fr_context *)context, (const fr_transfer *)transfer, (fr_decision *)decision), error);
}
static inline fr_status frgo_hot_observe(uintptr_t context, uintptr_t event, uintptr_t error) {
  return frgo_keep((fr_context *)context, fr_observe((fr_context *)context, (const fr_event *)event), error);
}
static inline fr_status frgo_hot_batch(uintptr_t context, uintptr_t transfers, uint32_t count, uintptr_t decisions,
                                       uintptr_t done, uintptr_t error) {
  return frgo_keep((fr_context *)context,
                   fr_score_batch((fr_context *)context, (const fr_transfer *const *)transfers, count,
                                  (fr_decision *const *)decisions, (uint32_t *)done), error);
}
static inline fr_status frgo_hot_fold(uintptr_t context, uintptr_t transfer, uint32_t sides, uintptr_t folds,
                                      uintptr_t error) {
  return frgo_keep((fr_context *)context,
                   fr_fold((fr_context *)context, (const fr_transfer *)transfer, sides, (fr_folds *)folds), error);
}
static inline fr_status frgo_hot_challenge(uintptr_t context, uint32_t index, uintptr_t decision, uintptr_t error) {
  return frgo_keep((fr_context *)context, fr_challenge((fr_context *)context, index, (fr_decision *)decision), error);
}
static inline void frgo_said(uintptr_t context, uintptr_t error) {
  const fr_error *said = fr_context_error((const fr_context *)context);
  if (said != NULL) *(fr_error *)error = *said;
}
*/
import "C"

import (
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"
)

const (
	contextIdle int32 = iota
	contextBusy
	contextClosed
)

const batchMost = 64

// Context is a way into an engine for one goroutine at a time, on whatever thread that runs. A call while another
// goroutine's runs returns ErrInUse.
type Context struct {
	state  atomic.Int32
	raw    uintptr
	engine *owner
	arena  *arena
	batch  []*arena
}

// newContext makes one of what owner.begin gave.
func newContext(of *owner, raw uintptr) (*Context, error) {
	a, err := newArena()
	if err != nil {
		of.end(raw)
		return nil, err
	}
	c := &Context{raw: raw, engine: of, arena: a}
	runtime.SetFinalizer(c, (*Context).Close)
	return c, nil
}

// begin takes the context for one call.
func (c *Context) begin() error {
	if c == nil {
		return ErrClosed
	}
	if !c.state.CompareAndSwap(contextIdle, contextBusy) {
		if c.state.Load() == contextClosed {
			return ErrClosed
		}
		return ErrInUse
	}
	if c.raw == 0 { // never made
		c.state.Store(contextClosed)
		return ErrClosed
	}
	c.arena.begin()
	return nil
}

func (c *Context) end() { c.state.Store(contextIdle) }

// Close frees the context; a second time it does nothing. ErrInUse while another goroutine's call runs.
func (c *Context) Close() error {
	switch err := c.begin(); err {
	case nil:
	case ErrClosed:
		return nil
	default:
		return err
	}
	runtime.SetFinalizer(c, nil)
	raw := c.raw
	c.raw = 0
	for _, a := range append(c.batch, c.arena) {
		runtime.SetFinalizer(a, nil)
		a.free()
	}
	c.engine.end(raw)
	c.state.Store(contextClosed)
	return nil
}

// Score folds, decides and records one transfer: one crossing into C, and nothing is allocated. The decision is filled
// whatever comes back: after an *Error it holds the policy's on_error outcome. After ErrClosed and ErrInUse it is
// untouched. Of reasons and values as many are written as there are; behind them a decision that is used again keeps
// what it had.
func (c *Context) Score(transfer *Transfer, into *Decision) error {
	if err := c.begin(); err != nil {
		return err
	}
	a := c.arena
	status := Status(C.frgo_hot_score(C.uintptr_t(c.raw), C.uintptr_t(a.lendTransfer(transfer)),
		C.uintptr_t(a.decisionFor(into)), C.uintptr_t(address(&a.err))))
	return c.decided(status, into)
}

// Preview is what Score would answer now; it records nothing.
func (c *Context) Preview(transfer *Transfer, into *Decision) error {
	if err := c.begin(); err != nil {
		return err
	}
	a := c.arena
	status := Status(C.frgo_hot_preview(C.uintptr_t(c.raw), C.uintptr_t(a.lendTransfer(transfer)),
		C.uintptr_t(a.decisionFor(into)), C.uintptr_t(address(&a.err))))
	return c.decided(status, into)
}

// Challenge is what a challenger would have decided of the transfer that this context scored or previewed last.
func (c *Context) Challenge(index uint32, into *Decision) error {
	if err := c.begin(); err != nil {
		return err
	}
	a := c.arena
	status := Status(C.frgo_hot_challenge(C.uintptr_t(c.raw), C.uint32_t(index), C.uintptr_t(a.decisionFor(into)),
		C.uintptr_t(address(&a.err))))
	return c.decided(status, into)
}

// decisionFor is where the library writes; null where the caller wants no decision, which the library refuses.
func (a *arena) decisionFor(into *Decision) uintptr {
	if into == nil {
		return 0
	}
	return address(&a.decision)
}

func (c *Context) decided(status Status, into *Decision) error {
	if into != nil {
		into.take(&c.arena.decision)
	}
	if status != StatusOK {
		return c.failed(status)
	}
	c.end()
	return nil
}

// take copies what is filled: most decisions have few of the reasons and values that there is room for.
func (d *Decision) take(from *Decision) {
	const head, tail = unsafe.Offsetof(from.reasonsOf), unsafe.Offsetof(from.VictimPresent)
	const end = unsafe.Sizeof(*from) - tail
	*(*[head]byte)(unsafe.Pointer(d)) = *(*[head]byte)(unsafe.Pointer(from))
	copy(d.reasonsOf[:], from.Reasons())
	d.ValuesSize, d.Advice = from.ValuesSize, from.Advice
	copy(d.valuesOf[:], from.Values())
	*(*[end]byte)(unsafe.Pointer(&d.VictimPresent)) = *(*[end]byte)(unsafe.Pointer(&from.VictimPresent))
}

func (c *Context) failed(status Status) error {
	err := errorOf(status, &c.arena.err)
	c.end()
	return err
}

// ScoreBatch scores transfers in their order and stops at the first that is refused: it returns how many were scored,
// and the error of the next one, whose decision holds the on_error outcome. There have to be as many decisions.
func (c *Context) ScoreBatch(transfers []Transfer, into []Decision) (int, error) {
	if err := c.begin(); err != nil {
		return 0, err
	}
	if len(into) < len(transfers) {
		c.end()
		return 0, &Error{Status: ErrBadArgument, Message: "there are fewer decisions than transfers", Offset: -1}
	}
	for begin := 0; begin < len(transfers); begin += batchMost {
		end := begin + batchMost
		if end > len(transfers) {
			end = len(transfers)
		}
		done, status := c.scoreSome(transfers[begin:end], into[begin:end])
		if status != StatusOK {
			return begin + done, c.failed(status)
		}
	}
	c.end()
	return len(transfers), nil
}

func (c *Context) scoreSome(transfers []Transfer, into []Decision) (int, Status) {
	for len(c.batch) < len(transfers) {
		a, err := newArena()
		if err != nil {
			return 0, ErrNoMemory
		}
		c.batch = append(c.batch, a)
	}
	pointers := (*[2 * batchMost]uintptr)(unsafe.Pointer(&c.arena.attributes)) // not used by a batch, and large enough
	for i := range transfers {
		a := c.batch[i]
		a.begin()
		pointers[i] = a.lendTransfer(&transfers[i])
		pointers[batchMost+i] = address(&a.decision)
	}
	c.arena.count = 0
	status := Status(C.frgo_hot_batch(C.uintptr_t(c.raw), C.uintptr_t(address(&pointers[0])),
		C.uint32_t(len(transfers)), C.uintptr_t(address(&pointers[batchMost])), C.uintptr_t(address(&c.arena.count)),
		C.uintptr_t(address(&c.arena.err))))
	done := clamp(c.arena.count, len(transfers))
	for i := range transfers {
		if i < done || i == done && status != StatusOK {
			into[i].take(&c.batch[i].decision)
		}
	}
	return done, status
}

// Observe tells what happened.
func (c *Context) Observe(event *Event) error {
	if err := c.begin(); err != nil {
		return err
	}
	a, at := c.arena, uintptr(0)
	if event != nil {
		at = address(&a.event)
		event.write(&a.event, a)
		if a.grow() {
			event.write(&a.event, a)
		}
	}
	status := Status(C.frgo_hot_observe(C.uintptr_t(c.raw), C.uintptr_t(at), C.uintptr_t(address(&a.err))))
	if status != StatusOK {
		return c.failed(status)
	}
	c.end()
	return nil
}

// Fold is the stateful half of scoring: it appends a block for each side to the folds.
func (c *Context) Fold(transfer *Transfer, sides Side, into *Folds) error {
	if into == nil {
		return ErrClosed
	}
	at, err := into.handle.alone()
	if err != nil {
		return err
	}
	defer into.handle.mutex.Unlock()
	if err := c.begin(); err != nil {
		return err
	}
	a := c.arena
	status := Status(C.frgo_hot_fold(C.uintptr_t(c.raw), C.uintptr_t(a.lendTransfer(transfer)), C.uint32_t(sides),
		C.uintptr_t(at), C.uintptr_t(address(&a.err))))
	if status != StatusOK {
		return c.failed(status)
	}
	c.end()
	return nil
}

// Took tells how long a call took that was made with this context, for Engine.Counters and Engine.MetricsText: which
// calls, is the caller's to decide.
func (c *Context) Took(duration time.Duration) error {
	if err := c.begin(); err != nil {
		return err
	}
	defer c.end()
	if duration < 0 {
		return badArgument("duration", "a call takes no time below 0")
	}
	cContextTook(c.raw, uint64(duration))
	return nil
}

// Explanation is why a transfer was decided as it was; the counterfactual is for investigators alone.
type Explanation struct {
	Contributions  []Contribution
	Counterfactual Counterfactual
}

// Why explains the transfer that this context scored or previewed last; it takes some milliseconds.
func (c *Context) Why(transfer *Transfer) (*Explanation, error) {
	if err := c.begin(); err != nil {
		return nil, err
	}
	at := c.arena.lendTransfer(transfer)
	made, status := explain(c.arena, func(contributions uintptr, capacity uint32, other uintptr) Status {
		return cWhy(c.raw, at, contributions, capacity, address(&c.arena.count), other)
	})
	if status != StatusOK {
		err := errorOf(status, c.said())
		c.end()
		return nil, err
	}
	c.end()
	return made, nil
}

// said copies the detail that the context keeps of its last call.
func (c *Context) said() *cError {
	C.frgo_said(C.uintptr_t(c.raw), C.uintptr_t(address(&c.arena.err)))
	return &c.arena.err
}

// explain asks how many contributions there are, and then for them.
func explain(a *arena, ask func(contributions uintptr, capacity uint32, other uintptr) Status) (*Explanation, Status) {
	a.count = 0
	others, status := arrayInC(1, func(at uintptr, made []Counterfactual) Status {
		made[0].structSize = uint32(unsafe.Sizeof(made[0]))
		return ask(0, 0, at)
	})
	if status != StatusOK {
		return nil, status
	}
	capacity := a.count
	all, status := arrayInC(int(capacity), func(at uintptr, made []Contribution) Status {
		return ask(at, capacity, 0)
	})
	if status != StatusOK {
		return nil, status
	}
	return &Explanation{all, others[0]}, StatusOK
}

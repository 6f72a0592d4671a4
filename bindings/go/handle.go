// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// handle is a handle of C with what frees it. Calls hold it for reading, so that Close waits for those that run.
type handle struct {
	mutex sync.RWMutex
	raw   uintptr
	free  func(uintptr)
}

func newHandle(raw uintptr, free func(uintptr)) *handle {
	h := &handle{raw: raw, free: free}
	runtime.SetFinalizer(h, (*handle).close)
	return h
}

// use gives the handle until done; 0 and ErrClosed where it was closed.
func (h *handle) use() (uintptr, error) {
	if h == nil {
		return 0, ErrClosed
	}
	h.mutex.RLock()
	if h.raw == 0 {
		h.mutex.RUnlock()
		return 0, ErrClosed
	}
	return h.raw, nil
}

func (h *handle) done() { h.mutex.RUnlock() }

// alone is use for what takes one goroutine at a time: ErrInUse where there is another.
func (h *handle) alone() (uintptr, error) {
	if h == nil {
		return 0, ErrClosed
	}
	if !h.mutex.TryLock() {
		return 0, ErrInUse
	}
	if h.raw == 0 {
		h.mutex.Unlock()
		return 0, ErrClosed
	}
	return h.raw, nil
}

func (h *handle) close() {
	if h == nil {
		return
	}
	h.mutex.Lock()
	raw := h.raw
	h.raw = 0
	h.mutex.Unlock()
	if raw != 0 {
		runtime.SetFinalizer(h, nil)
		h.free(raw)
	}
}

// owner is an engine of C with all that must go before it: it is destroyed when the Engine, the last Context and the
// Journal have gone, in whatever order they go.
type owner struct {
	raw      uintptr
	holders  atomic.Int64
	contexts atomic.Int64
	// A journal that was left open while there were contexts.
	journal atomic.Uintptr
}

func (o *owner) release() {
	if o.holders.Add(-1) == 0 {
		if journal := o.journal.Load(); journal != 0 {
			cJournalClose(journal)
		}
		cEngineDestroy(o.raw)
	}
}

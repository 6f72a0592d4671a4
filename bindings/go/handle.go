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
	raw     uintptr
	holders atomic.Int64
	// Whoever makes a context, ends one or closes a journal looks and acts under it: a journal is never closed under a
	// context that begins.
	mutex    sync.Mutex
	contexts int
	// Journals that were left open while there were contexts.
	left []uintptr
}

// begin makes a context, and holds the engine for it.
func (o *owner) begin(context uintptr) Status {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	status := cContextCreate(o.raw, context)
	if status == StatusOK {
		o.contexts++
		o.holders.Add(1)
	}
	return status
}

// end destroys a context, and lets go of the engine.
func (o *owner) end(context uintptr) {
	cContextDestroy(context)
	o.mutex.Lock()
	o.contexts--
	o.mutex.Unlock()
	o.release()
}

// closeJournal closes one where there is no context; false where there is.
func (o *owner) closeJournal(journal uintptr) (Status, bool) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.contexts > 0 {
		return StatusOK, false
	}
	return cJournalClose(journal), true
}

// leaveJournal closes one whose handle was forgotten, or keeps it as long as the engine where there are contexts.
func (o *owner) leaveJournal(journal uintptr) {
	o.mutex.Lock()
	if o.contexts > 0 {
		o.left = append(o.left, journal)
	} else {
		cJournalClose(journal)
	}
	o.mutex.Unlock()
	o.release()
}

func (o *owner) release() {
	if o.holders.Add(-1) == 0 {
		for _, journal := range o.left {
			cJournalClose(journal)
		}
		cEngineDestroy(o.raw)
	}
}

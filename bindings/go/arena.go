// SPDX-License-Identifier: Apache-2.0

package fraudrisk

/*
#include <stdlib.h>
*/
import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

const (
	textBytes = 16 << 10
	// What is longer than every limit of the library is refused or cut there, so no more of a text is copied.
	textMost  = 1 << 20
	wordBytes = 4 << 10
	// The header says that this always does.
	metricsBytes = 64 << 10
)

// memory lies in the heap of C. None of it is a pointer to Go, so the collector has nothing to do with it.
type memory struct {
	transfer   cTransfer
	session    cSession
	teller     cTeller
	payer      cParty
	payee      cParty
	attributes [MaxAttributes]cAttribute
	event      cEvent
	decision   Decision
	err        cError
	options    cEngineOptions
	put        cPutOptions
	first      cText
	second     cText
	handle     uintptr
	count      uint32
	numbers    [3]uint64
	key        [16]byte
}

// arena is what one call at a time writes into and reads from. Contexts have one each; other calls borrow one.
type arena struct {
	*memory
	texts []byte
	used  int
	// How many bytes more all texts of this call would need.
	short int
	words []byte
}

func newArena() (*arena, error) {
	base := C.calloc(1, C.size_t(unsafe.Sizeof(memory{})))
	texts := C.malloc(textBytes)
	if base == nil || texts == nil {
		C.free(base)
		C.free(texts)
		return nil, errorOf(ErrNoMemory, nil)
	}
	a := &arena{memory: (*memory)(base), texts: unsafe.Slice((*byte)(texts), textBytes)}
	a.begin()
	runtime.SetFinalizer(a, (*arena).free)
	return a, nil
}

func (a *arena) free() {
	if a.memory != nil {
		C.free(unsafe.Pointer(a.memory))
		C.free(unsafe.Pointer(&a.texts[0]))
		if a.words != nil {
			C.free(unsafe.Pointer(&a.words[0]))
		}
	}
	a.memory, a.texts, a.words = nil, nil, nil
}

var arenas sync.Pool

// borrowArena takes one for a call that has no context.
func borrowArena() (*arena, error) {
	if a, ok := arenas.Get().(*arena); ok {
		a.begin()
		return a, nil
	}
	return newArena()
}

func (a *arena) giveBack() { arenas.Put(a) }

// begin forgets the texts of the call before.
func (a *arena) begin() {
	a.used, a.short = 0, 0
	a.decision.structSize = uint32(unsafe.Sizeof(a.decision))
	a.err.structSize = uint32(unsafe.Sizeof(a.err))
	a.err.status = StatusOK
}

// grow makes room for all texts of a call: what was written points to where they lay, and is written again.
func (a *arena) grow() bool {
	if a.short == 0 {
		return false
	}
	size := len(a.texts) + a.short
	if texts := C.malloc(C.size_t(size)); texts != nil {
		C.free(unsafe.Pointer(&a.texts[0]))
		a.texts = unsafe.Slice((*byte)(texts), size)
	}
	a.begin()
	return true
}

// text is small enough to be inlined, since most texts of a transfer are unknown.
func (a *arena) text(to *cText, from *Text) {
	if from.known {
		a.copyText(to, from)
	} else {
		*to = cText{}
	}
}

func (a *arena) copyText(to *cText, from *Text) {
	size := len(from.data)
	if size > textMost {
		size = textMost
	}
	if size > len(a.texts)-a.used {
		a.short += size
		*to = cText{}
		return
	}
	copy(a.texts[a.used:], from.data[:size])
	*to = cText{uintptr(unsafe.Pointer(&a.texts[0])) + uintptr(a.used), uint32(size), from.encoding}
	a.used += size
}

// chars fills an array of C. What is too long leaves no zero byte at its end, and the library refuses it.
func (a *arena) chars(to []byte, from string) {
	for i := copy(to, from); i < len(to); i++ {
		to[i] = 0
	}
}

func (a *arena) writeSession(from *Session) uintptr {
	from.write(&a.session, a)
	return address(&a.session)
}

func (a *arena) writeTeller(from *Teller) uintptr {
	from.write(&a.teller, a)
	return address(&a.teller)
}

func (a *arena) writePayerParty(from *Party) uintptr {
	from.write(&a.payer, a)
	return address(&a.payer)
}

func (a *arena) writePayeeParty(from *Party) uintptr {
	from.write(&a.payee, a)
	return address(&a.payee)
}

// writeAttributes writes as many as a transfer may have; the count tells of all, so that the library refuses more.
func (a *arena) writeAttributes(from []Attribute) (uintptr, uint32) {
	for i := range from {
		if i < len(a.attributes) {
			from[i].write(&a.attributes[i], a)
		}
	}
	if len(from) == 0 {
		return 0, 0
	}
	return address(&a.attributes[0]), uint32(len(from))
}

// writeTransfer puts a transfer and all that it points to into the memory of C.
func (a *arena) writeTransfer(from *Transfer) uintptr {
	from.write(&a.transfer, a)
	return address(&a.transfer)
}

// lend writes what a call hands in, once more where the texts had no room.
func (a *arena) lend(write func()) {
	write()
	if a.grow() {
		write()
	}
}

// lendTransfer is lend for the hot path, which wants no closure; null where there is no transfer.
func (a *arena) lendTransfer(from *Transfer) uintptr {
	if from == nil {
		return 0
	}
	at := a.writeTransfer(from)
	if a.grow() {
		at = a.writeTransfer(from)
	}
	return at
}

// lendDecision copies one that the library filled before; an empty one is one that nobody filled.
func (a *arena) lendDecision(of *Decision) uintptr {
	a.decision = *of
	a.decision.structSize = uint32(unsafe.Sizeof(a.decision))
	return address(&a.decision)
}

// identifiers puts up to two texts into place, for calls that take them by themselves.
func (a *arena) identifiers(first, second Text) {
	a.lend(func() {
		a.text(&a.first, &first)
		a.text(&a.second, &second)
	})
}

// string gives words that a function of C writes into a buffer and tells the size of.
func (a *arena) string(write func(buffer uintptr, capacity uint64, needed uintptr) Status) (string, error) {
	if a.words == nil && !a.growWords(wordBytes) {
		return "", errorOf(ErrNoMemory, nil)
	}
	status := write(address(&a.words[0]), uint64(len(a.words)), address(&a.numbers[0]))
	if status == ErrBufferTooSmall && a.growWords(a.numbers[0]) {
		status = write(address(&a.words[0]), uint64(len(a.words)), address(&a.numbers[0]))
	}
	if status != StatusOK {
		return "", errorOf(status, nil)
	}
	return string(a.words[:a.numbers[0]]), nil
}

func (a *arena) growWords(size uint64) bool {
	made := C.malloc(C.size_t(size))
	if made == nil {
		return false
	}
	if a.words != nil {
		C.free(unsafe.Pointer(&a.words[0]))
	}
	a.words = unsafe.Slice((*byte)(made), int(size))
	return true
}

func address[T any](of *T) uintptr { return uintptr(unsafe.Pointer(of)) }

// inC calls with a copy of the bytes in the memory of C, which is freed afterwards; null where there are none.
func inC(from []byte, call func(at uintptr, size uint64) Status) Status {
	if from == nil {
		return call(0, 0)
	}
	at := C.malloc(C.size_t(len(from) + 1))
	if at == nil {
		return ErrNoMemory
	}
	defer C.free(at)
	made := unsafe.Slice((*byte)(at), len(from)+1)
	copy(made, from)
	status := call(uintptr(at), uint64(len(from)))
	for i := range made { // keys come this way, too
		made[i] = 0
	}
	return status
}

// arrayInC calls with room for so many structs in the memory of C, and gives copies of them.
func arrayInC[T any](count int, call func(at uintptr, made []T) Status) ([]T, Status) {
	var one T
	at := C.calloc(C.size_t(count+1), C.size_t(unsafe.Sizeof(one)))
	if at == nil {
		return nil, ErrNoMemory
	}
	defer C.free(at)
	made := unsafe.Slice((*T)(at), count)
	if status := call(uintptr(at), made); status != StatusOK {
		return nil, status
	}
	return append([]T(nil), made...), StatusOK
}

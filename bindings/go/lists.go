// SPDX-License-Identifier: Apache-2.0

package fraudrisk

// WatchLists are immutable, and may be used by any number of goroutines and engines.
type WatchLists struct{ handle *handle }

func (l *WatchLists) inner() *handle {
	if l == nil {
		return nil
	}
	return l.handle
}

// Close gives the reference back; a second time it does nothing.
func (l *WatchLists) Close() error {
	l.inner().close()
	return nil
}

// Describe tells what the set is.
func (l *WatchLists) Describe() (WatchListsInfo, error) {
	var info WatchListsInfo
	err := withHandle(l.inner(), func(lists uintptr, a *arena) Status {
		return oneInC(&info, &info.structSize, func(at uintptr) Status { return cWatchListsDescribe(lists, at) })
	})
	return info, err
}

// List is the name of a list and how many parties are on it; false past the end, and after Close.
func (l *WatchLists) List(index uint32) (name string, entries uint64, found bool) {
	lists, err := l.inner().use()
	if err != nil {
		return "", 0, false
	}
	defer l.handle.done()
	name, found = cWatchListsName(lists, index)
	return name, cWatchListsEntries(lists, index), found
}

// Ask says whether a party is on a list at a time.
func (l *WatchLists) Ask(of PartyType, identifier, list string, timeUs int64) (bool, error) {
	listed := false
	err := withHandle(l.inner(), func(lists uintptr, a *arena) Status {
		a.identifiers(Str(identifier), Str(list))
		status := cWatchListsAsk(lists, uint32(of), address(&a.first), address(&a.second), timeUs, address(&a.count))
		listed = status == StatusOK && Tristate(a.count) == Yes
		return status
	})
	return listed, err
}

// WatchBuilder makes watch lists, for one goroutine at a time.
type WatchBuilder struct{ handle *handle }

func (b *WatchBuilder) inner() *handle {
	if b == nil {
		return nil
	}
	return b.handle
}

// NewWatchBuilder begins a set of lists for engines with this secret key, with room for so many entries.
func NewWatchBuilder(secretKey [16]byte, entries uint64) (*WatchBuilder, error) {
	a, err := borrowArena()
	if err != nil {
		return nil, err
	}
	defer a.giveBack()
	a.key = secretKey
	status := cWatchBuilderCreate(address(&a.key), entries, address(&a.handle), address(&a.err))
	a.key = [16]byte{}
	if status != StatusOK {
		return nil, errorOf(status, &a.err)
	}
	return &WatchBuilder{newHandle(a.handle, cWatchBuilderDestroy)}, nil
}

// Close frees the builder; lists that it made stay.
func (b *WatchBuilder) Close() error {
	b.inner().close()
	return nil
}

// Add puts one party on one list, until a time; 0 is without end.
func (b *WatchBuilder) Add(of PartyType, identifier, list string, untilUs int64) error {
	return aloneWith(b.inner(), func(builder uintptr, a *arena) Status {
		a.identifiers(Str(identifier), Str(list))
		return cWatchBuilderAdd(builder, uint32(of), address(&a.first), address(&a.second), untilUs, address(&a.err))
	})
}

// Finish makes the lists of what was added, and leaves the builder empty.
func (b *WatchBuilder) Finish(version uint64) (*WatchLists, error) {
	var made *WatchLists
	err := aloneWith(b.inner(), func(builder uintptr, a *arena) Status {
		status := cWatchBuilderFinish(builder, version, address(&a.handle), address(&a.err))
		if status == StatusOK {
			made = &WatchLists{newHandle(a.handle, cWatchListsRelease)}
		}
		return status
	})
	return made, err
}

// aloneWith is withHandle for what one goroutine uses at a time.
func aloneWith(h *handle, run func(raw uintptr, a *arena) Status) error {
	raw, err := h.alone()
	if err != nil {
		return err
	}
	defer h.mutex.Unlock()
	a, err := borrowArena()
	if err != nil {
		return err
	}
	defer a.giveBack()
	return errorOf(run(raw, a), &a.err)
}

// Trust says who must stand behind a policy. It is immutable, and may be used by any number of goroutines and engines.
type Trust struct{ handle *handle }

func (t *Trust) inner() *handle {
	if t == nil {
		return nil
	}
	return t.handle
}

// Close gives the reference back; a second time it does nothing.
func (t *Trust) Close() error {
	t.inner().close()
	return nil
}

// Verify says whether an engine with this store would take a policy, by its signatures alone.
func (t *Trust) Verify(policy *Policy) error {
	other, err := policy.inner().use()
	if err != nil {
		return err
	}
	defer policy.handle.done()
	return withHandle(t.inner(), func(trust uintptr, a *arena) Status {
		return cTrustVerify(trust, other, address(&a.err))
	})
}

// TrustBuilder makes a trust store, for one goroutine at a time.
type TrustBuilder struct{ handle *handle }

func (b *TrustBuilder) inner() *handle {
	if b == nil {
		return nil
	}
	return b.handle
}

// NewTrustBuilder begins a store.
func NewTrustBuilder() (*TrustBuilder, error) {
	a, err := borrowArena()
	if err != nil {
		return nil, err
	}
	defer a.giveBack()
	if status := cTrustBuilderCreate(address(&a.handle)); status != StatusOK {
		return nil, errorOf(status, nil)
	}
	return &TrustBuilder{newHandle(a.handle, cTrustBuilderDestroy)}, nil
}

// Close frees the builder; stores that it made stay.
func (b *TrustBuilder) Close() error {
	b.inner().close()
	return nil
}

// Add puts a public key into a role, as PEM text, and returns what signatures call it by.
func (b *TrustBuilder) Add(role string, pem []byte) ([16]byte, error) {
	var key [16]byte
	err := aloneWith(b.inner(), func(builder uintptr, a *arena) Status {
		a.identifiers(Str(role), Text{})
		status := inC(pem, func(at uintptr, size uint64) Status {
			return cTrustBuilderAdd(builder, address(&a.first), at, size, address(&a.key), address(&a.err))
		})
		if status == StatusOK {
			key = a.key
		}
		return status
	})
	return key, err
}

// Require says that a role must have signed.
func (b *TrustBuilder) Require(role string) error {
	return aloneWith(b.inner(), func(builder uintptr, a *arena) Status {
		a.identifiers(Str(role), Text{})
		return cTrustBuilderRequire(builder, address(&a.first), address(&a.err))
	})
}

// Finish makes the store and leaves the builder empty.
func (b *TrustBuilder) Finish() (*Trust, error) {
	var made *Trust
	err := aloneWith(b.inner(), func(builder uintptr, a *arena) Status {
		status := cTrustBuilderFinish(builder, address(&a.handle), address(&a.err))
		if status == StatusOK {
			made = &Trust{newHandle(a.handle, cTrustRelease)}
		}
		return status
	})
	return made, err
}

// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"runtime"
	"strings"
)

// JournalOptions say how a journal is kept.
type JournalOptions struct {
	Mode     JournalMode     // JournalAsync or JournalSync
	WhenFull JournalWhenFull // JournalWait or JournalRefuse
	// CallsDoNotWait: in JournalSync calls return before their records are on the disk; see Journal.Wait.
	CallsDoNotWait   bool
	Directory        string
	SegmentBytes     uint64
	CheckpointBlocks uint64
	SigningKey       []byte // PEM; nil: checkpoints are not signed
	SealingKey       []byte // 32 bytes; nil: texts and attributes are left out
	NowUs            int64
	TrustedKeys      []byte // PEM; nil: recovery looks at no signatures
}

// Journal is the journal of an engine. Its calls may run at the same time, but for those that the header says are one
// thread's at a time.
type Journal struct {
	handle *handle
	owner  *owner
}

func badArgument(field, message string) error {
	return &Error{Status: ErrBadArgument, Field: field, Message: message, Offset: -1}
}

// OpenJournal opens the journal in a directory, or begins one.
func (e *Engine) OpenJournal(options *JournalOptions) (*Journal, error) {
	if options == nil {
		options = &JournalOptions{}
	}
	if strings.IndexByte(options.Directory, 0) >= 0 {
		return nil, badArgument("options.directory", "a path holds no zero byte")
	}
	if options.SealingKey != nil && len(options.SealingKey) != 32 {
		return nil, badArgument("options.sealing_key", "a sealing key has 32 bytes")
	}
	var made *Journal
	err := e.call(func(engine uintptr, a *arena) Status {
		status := options.inC(func(at uintptr) Status {
			return cJournalOpen(engine, at, address(&a.handle), address(&a.err))
		})
		if status == StatusOK {
			of := e.owner
			of.holders.Add(1)
			made = &Journal{newHandle(a.handle, of.leaveJournal), of}
		}
		return status
	})
	return made, err
}

// inC calls with the options and all that they point to in the memory of C.
func (o *JournalOptions) inC(call func(at uintptr) Status) Status {
	return inC([]byte(o.Directory), func(directory uintptr, size uint64) Status {
		terminate(directory, int(size))
		return inC(o.SigningKey, func(signing uintptr, signingSize uint64) Status {
			return inC(o.SealingKey, func(sealing uintptr, _ uint64) Status {
				return inC(o.TrustedKeys, func(trusted uintptr, trustedSize uint64) Status {
					raw := cJournalOptions{mode: o.Mode, whenFull: o.WhenFull, directory: directory,
						segmentBytes: o.SegmentBytes, checkpointBlocks: o.CheckpointBlocks, signingKey: signing,
						signingKeySize: signingSize, sealingKey: sealing, nowUs: o.NowUs, trustedKeys: trusted,
						trustedKeysSize: trustedSize}
					if o.CallsDoNotWait {
						raw.callsDoNotWait = Yes
					}
					return oneInC(&raw, &raw.structSize, call)
				})
			})
		})
	})
}

// SetJournal puts a journal in place before the first context is made; nil takes it away.
func (e *Engine) SetJournal(journal *Journal) error {
	return e.share(journal.inner(), journal == nil, func(engine, to uintptr, a *arena) Status {
		return cEngineSetJournal(engine, to, address(&a.err))
	})
}

func (j *Journal) inner() *handle {
	if j == nil {
		return nil
	}
	return j.handle
}

// Close seals and syncs what there is, and says what the last sync said; a second time it does nothing. While the
// engine has contexts it is refused.
func (j *Journal) Close() error {
	if j == nil || j.handle == nil {
		return nil
	}
	j.handle.mutex.Lock()
	defer j.handle.mutex.Unlock()
	if j.handle.raw == 0 {
		return nil
	}
	status, closed := j.owner.closeJournal(j.handle.raw)
	if !closed {
		return badArgument("journal", "the engine still has contexts; close them first")
	}
	j.handle.raw = 0
	runtime.SetFinalizer(j.handle, nil)
	j.owner.release()
	return errorOf(status, nil)
}

// Recover makes the engine what it was when the last record was written.
func (j *Journal) Recover() (JournalRecovery, error) {
	var found JournalRecovery
	err := withHandle(j.inner(), func(journal uintptr, a *arena) Status {
		return oneInC(&found, &found.structSize, func(at uintptr) Status {
			return cJournalRecover(journal, at, address(&a.err))
		})
	})
	return found, err
}

// Wait waits until a record is safe.
func (j *Journal) Wait(sequence uint64) error {
	return withHandle(j.inner(), func(journal uintptr, a *arena) Status { return cJournalWait(journal, sequence) })
}

// Pump is called every few milliseconds by a goroutine of the host's.
func (j *Journal) Pump(nowUs int64) error {
	return withHandle(j.inner(), func(journal uintptr, a *arena) Status { return cJournalPump(journal, nowUs) })
}

// Checkpoint seals what there is, signs it where there is a key, and syncs it.
func (j *Journal) Checkpoint() error {
	return withHandle(j.inner(), func(journal uintptr, a *arena) Status { return cJournalCheckpoint(journal) })
}

// Snapshot writes one while others score, and returns the record up to which all of it is known.
func (j *Journal) Snapshot() (uint64, error) {
	return j.number(func(journal uintptr, a *arena) Status {
		return cJournalSnapshot(journal, address(&a.numbers[0]), address(&a.err))
	})
}

// Prune removes segments before the older of the last two snapshots, and returns how many.
func (j *Journal) Prune() (uint64, error) {
	return j.number(func(journal uintptr, a *arena) Status {
		return cJournalPrune(journal, address(&a.numbers[0]), address(&a.err))
	})
}

func (j *Journal) number(run func(journal uintptr, a *arena) Status) (uint64, error) {
	number := uint64(0)
	err := withHandle(j.inner(), func(journal uintptr, a *arena) Status {
		a.numbers[0] = 0
		status := run(journal, a)
		number = a.numbers[0]
		return status
	})
	return number, err
}

// Ship copies records from a number on into the buffer, and returns how many bytes and where to go on; 68 KiB are
// always enough.
func (j *Journal) Ship(fromSequence uint64, buffer []byte) (size int, next uint64, err error) {
	next = fromSequence
	err = withHandle(j.inner(), func(journal uintptr, a *arena) Status {
		made, status := arrayInC(len(buffer), func(at uintptr, _ []byte) Status {
			return cJournalShip(journal, fromSequence, at, uint64(len(buffer)), address(&a.numbers[0]),
				address(&a.numbers[1]), address(&a.err))
		})
		if status == StatusOK {
			size, next = copy(buffer, made[:a.numbers[0]]), a.numbers[1]
		}
		return status
	})
	return size, next, err
}

// Measure counts.
func (j *Journal) Measure() (JournalStats, error) {
	var stats JournalStats
	err := withHandle(j.inner(), func(journal uintptr, a *arena) Status {
		return oneInC(&stats, &stats.structSize, func(at uintptr) Status { return cJournalMeasure(journal, at) })
	})
	return stats, err
}

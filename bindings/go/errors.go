// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import "errors"

// ErrClosed is what every call on something closed, nil or never made returns.
var ErrClosed = errors.New("fraudrisk: closed")

// ErrInUse is what a call returns on a context, a builder or a pool's context that another goroutine is using.
var ErrInUse = errors.New("fraudrisk: used by another goroutine at this moment; take a context for each, or a Pool")

// Error is what the library refused and why. errors.Is(err, fraudrisk.ErrBadAmount) and the like compare its status.
type Error struct {
	Status Status
	// Field at fault, such as "transfer.amount_minor"; "" where there is none.
	Field string
	// Message says what is wrong and what to do, without account numbers, names or remarks.
	Message string
	// Line and Column are a place in a policy's source; 0 where there is none.
	Line, Column uint32
	// Offset is a byte offset or the index of an item; -1 where there is none.
	Offset int64
}

func (e *Error) Error() string { return "fraudrisk: " + e.Status.Name() + ": " + e.Message }

// Is compares the status.
func (e *Error) Is(target error) bool {
	status, ok := target.(Status)
	return ok && status == e.Status
}

// Error is the status's own sentence, without data of any customer.
func (s Status) Error() string {
	text, _ := cStatusText(s)
	return text
}

// Name is the name in C, such as "FR_TOO_LONG".
func (s Status) Name() string {
	name, _ := cStatusName(s)
	return name
}

// Band says what kind of trouble it is.
func (s Status) Band() Band { return Band(cStatusBand(s)) }

// errorOf is nil where all went well; else what the library said, or the status's own sentence where it said nothing.
func errorOf(status Status, said *cError) error {
	if status == StatusOK {
		return nil
	}
	if said != nullError && said.status == status {
		return &Error{status, textOf(said.field[:]), textOf(said.message[:]), said.line, said.column, said.offset}
	}
	return &Error{Status: status, Message: status.Error(), Offset: -1}
}

var nullError *cError

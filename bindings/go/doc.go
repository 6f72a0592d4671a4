// SPDX-License-Identifier: Apache-2.0

// Package fraudrisk answers allow, warn or hold for a transfer before the money moves, by libfraudrisk.
//
// An Engine holds the state and a Policy the bank's rules; both may be used by any number of goroutines. A Context is
// one goroutine's way into an engine at a time; a Pool lends contexts to many. Context.Score is one crossing into C
// and allocates nothing.
//
// What a caller does not say is unknown: the zero value of every field. Text and Opt make a value that is known.
//
// Everything that the library made has Close, which may be called twice; afterwards calls return ErrClosed. What is
// forgotten is freed by the collector some time later. The library calls nothing back, starts no thread, and keeps no
// pointer into Go memory; nor does this package hand in any.
package fraudrisk

// SPDX-License-Identifier: Apache-2.0

// Go measures one call through the Go binding beside one through C: go POLICY ROUNDS COUNT prints one JSON object.
package main

/*
#cgo pkg-config: fraudrisk
#include "../plain.h"

static void *plain_new(uintptr_t bundle, uint64_t size, uint32_t transfers) {
  return plain_create((const void *)bundle, size, transfers);
}
static uint64_t plain_run(void *with, uint32_t begin, uint32_t count) { return plain_score(with, begin, count); }
static uint64_t plain_points(void *with) { return ((plain *)with)->points; }
static uint64_t plain_now(void) { return plain_clock(); }
static void plain_nothing(void) {}
*/
import "C"

import (
	"fmt"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"

	fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	return value
}

func median(of []float64) float64 {
	sorted := append([]float64(nil), of...)
	sort.Float64s(sorted)
	return sorted[len(sorted)/2]
}

// names lie in memory one behind the other, sixteen bytes each, as those of plain.h do. As strings by themselves they
// would take three lines of the cache where those of C take one, and the benchmark would measure the wait for them.
type names struct {
	all  string
	size int
}

func namesOf(format string, count int) names {
	var all strings.Builder
	all.Grow(count * C.PLAIN_BYTES)
	for i := 0; i < count; i++ {
		fmt.Fprintf(&all, "%-*s", C.PLAIN_BYTES, fmt.Sprintf(format, i))
	}
	return names{all.String(), len(fmt.Sprintf(format, 0))}
}

func (n *names) at(i uint32) fraudrisk.Text {
	begin := int(i) * C.PLAIN_BYTES
	return fraudrisk.Str(n.all[begin : begin+n.size])
}

// crossing is what a call of C that does nothing takes.
func crossing(count int) float64 {
	from := uint64(C.plain_now())
	for i := 0; i < count; i++ {
		C.plain_nothing()
	}
	return float64(uint64(C.plain_now())-from) / float64(count)
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: go POLICY ROUNDS COUNT")
		os.Exit(2)
	}
	runtime.LockOSThread() // the clock is that of a thread; the binding itself ties nobody to one
	bundle := must(os.ReadFile(os.Args[1]))
	rounds, count := must(strconv.Atoi(os.Args[2])), must(strconv.Atoi(os.Args[3]))
	inC := C.CBytes(bundle)
	side := C.plain_new(C.uintptr_t(uintptr(inC)), C.uint64_t(len(bundle)), C.uint32_t((rounds+1)*count))
	ids, payers := namesOf("T-%09d", (rounds+1)*count), namesOf("6222-%06d", C.PLAIN_ACCOUNTS)
	payees := namesOf("6228-%06d", C.PLAIN_ACCOUNTS)

	policy := must(fraudrisk.LoadPolicy(bundle))
	engine := must(fraudrisk.NewEngine(&fraudrisk.EngineOptions{AcceptUnsignedPolicies: fraudrisk.Yes}))
	if err := engine.SetPolicy(policy); err != nil {
		must(0, err)
	}
	context := must(engine.NewContext())
	points, decision := uint64(0), fraudrisk.Decision{}
	var plain, bound, above, bare []float64
	for round := 0; round <= rounds; round++ {
		begin := uint32(round * count)
		c := float64(C.plain_run(side, C.uint32_t(begin), C.uint32_t(count))) / float64(count)
		from := uint64(C.plain_now())
		for i := begin; i < begin+uint32(count); i++ {
			transfer := fraudrisk.Transfer{
				ID: ids.at(i), TimeUs: 1767664800000000 + int64(i)*1000000,
				Payer:       payers.at(i * 7919 % C.PLAIN_ACCOUNTS),
				Payee:       payees.at((i*104729 + 3) % C.PLAIN_ACCOUNTS),
				AmountMinor: 100 + int64(i*31337%500000), Channel: fraudrisk.ChannelMobile,
				Session:    &fraudrisk.Session{OnCall: fraudrisk.No, DeviceAgeS: fraudrisk.Some[int64](86400)},
				PayerParty: &fraudrisk.Party{Age: fraudrisk.Some[int32](40)},
			}
			if err := context.Score(&transfer, &decision); err != nil {
				must(0, err)
			}
			points += uint64(decision.Score)
		}
		took := float64(uint64(C.plain_now())-from) / float64(count)
		if round == 0 {
			continue // the first one warms up
		}
		plain, bound, above = append(plain, c), append(bound, took), append(above, took-c)
		bare = append(bare, crossing(count))
	}
	if points != uint64(C.plain_points(side)) {
		fmt.Fprintln(os.Stderr, "bench: the two sides decided differently")
		os.Exit(2)
	}
	fmt.Printf("{\"binding\":\"go\",\"c_ns\":%.0f,\"binding_ns\":%.0f,\"above_ns\":%.0f,\"crossing_ns\":%.0f,"+
		"\"rounds\":%d,\"transfers\":%d,\"points\":%d}\n",
		median(plain), median(bound), median(above), median(bare), rounds, count, points)
}

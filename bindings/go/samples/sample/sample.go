// SPDX-License-Identifier: Apache-2.0

// Package sample is what the samples share: a policy out of a file, an engine with it, one transfer.
package sample

import (
	"fmt"
	"os"

	fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"
)

// Must is the value, or the end of the program with the reason.
func Must[T any](value T, err error) T {
	Check(err)
	return value
}

// Check ends the program where something failed.
func Check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Load reads the policy that the program's argument at this place names.
func Load(place int) *fraudrisk.Policy {
	if place >= len(os.Args) {
		fmt.Fprintln(os.Stderr, "usage: the sample wants one policy (hot_reload: two; restart: a folder, too)")
		os.Exit(2)
	}
	return Must(fraudrisk.LoadPolicy(Must(os.ReadFile(os.Args[place]))))
}

// EngineWith is for trials: nobody signed the policy. A bank gives the engine a trust store instead.
func EngineWith(policy *fraudrisk.Policy) *fraudrisk.Engine {
	engine := Must(fraudrisk.NewEngine(&fraudrisk.EngineOptions{AcceptUnsignedPolicies: fraudrisk.Yes}))
	Check(engine.SetPolicy(policy))
	return engine
}

// Transfer is of 2026-01-06 10:00 in Beijing, and an hour later for each number.
func Transfer(id string, amountMinor int64, hours int64) fraudrisk.Transfer {
	return fraudrisk.Transfer{
		ID: fraudrisk.Str(id), TimeUs: 1767664800000000 + hours*3600000000, Payer: fraudrisk.Str("6222-0001"),
		Payee: fraudrisk.Str("6228-9999"), AmountMinor: amountMinor, Channel: fraudrisk.ChannelMobile,
	}
}

// Print writes the decision in one line.
func Print(id string, decision *fraudrisk.Decision) {
	fmt.Printf("%s: %s, %d points", id, decision.Outcome, decision.Score)
	if scam := decision.Scam(); scam != "" {
		fmt.Printf(", %s", scam)
	}
	fmt.Println()
}

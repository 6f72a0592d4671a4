// SPDX-License-Identifier: Apache-2.0

// Hold_and_release holds a transfer; a person looks at it and lets it go: hold_and_release POLICY
package main

import (
	"fmt"
	"os"

	fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"
	"github.com/libfraudrisk/libfraudrisk/bindings/go/samples/sample"
)

func event(kind fraudrisk.EventKind, about *fraudrisk.Transfer, minutes int64) *fraudrisk.Event {
	return &fraudrisk.Event{
		Kind: kind, TimeUs: about.TimeUs + minutes*60000000, TransferID: about.ID, Payer: about.Payer,
		Payee: about.Payee, AmountMinor: fraudrisk.Some(about.AmountMinor),
	}
}

func main() {
	policy := sample.Load(1)
	defer policy.Close()
	engine := sample.EngineWith(policy)
	defer engine.Close()
	scorer := sample.Must(engine.NewContext())
	defer scorer.Close()

	transfer := sample.Transfer("T-1", 4990000, 0)
	transfer.Channel = fraudrisk.ChannelTeller
	transfer.Teller = &fraudrisk.Teller{Seen: fraudrisk.SawToldOfCase | fraudrisk.SawToldToKeepSecret}
	var decision fraudrisk.Decision
	sample.Check(scorer.Score(&transfer, &decision))
	sample.Print("T-1", &decision)
	// The bank's own bounds (`limits:`) may let go what its rules would have held; whoever looks at such cases is told.
	if decision.Flags.Has(fraudrisk.FlagLimited) {
		fmt.Printf("a bound was reached; the rules say: %s\n", decision.PureOutcome)
	}
	if decision.Outcome != fraudrisk.OutcomeHold {
		os.Exit(1)
	}

	sample.Check(scorer.Observe(event(fraudrisk.EventHeld, &transfer, 1)))
	words := sample.Must(policy.Words(&decision, fraudrisk.NoticeReason, "en", fraudrisk.EncodingUTF8))
	fmt.Printf("until it is clear: %s\n", words)
	sample.Check(scorer.Observe(event(fraudrisk.EventReleased, &transfer, 45)))
	sample.Check(scorer.Observe(event(fraudrisk.EventSettled, &transfer, 46)))
	stats := sample.Must(engine.Measure())
	fmt.Printf("scored %d, observed %d\n", stats.Scored, stats.Observed)
}

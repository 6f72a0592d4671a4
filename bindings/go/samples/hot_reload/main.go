// SPDX-License-Identifier: Apache-2.0

// Hot_reload puts another policy in force while contexts go on; no history is lost: hot_reload POLICY OTHER
package main

import (
	"fmt"

	fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"
	"github.com/libfraudrisk/libfraudrisk/bindings/go/samples/sample"
)

func main() {
	first, other := sample.Load(1), sample.Load(2)
	engine := sample.EngineWith(first)
	defer engine.Close()
	first.Close() // the engine keeps a reference of its own
	scorer := sample.Must(engine.NewContext())
	defer scorer.Close()
	one, two := sample.Transfer("T-1", 100000, 0), sample.Transfer("T-2", 500000, 1)
	var decision fraudrisk.Decision
	sample.Check(scorer.Score(&one, &decision))
	sample.Print("T-1", &decision)

	sample.Check(engine.SetPolicy(other))
	other.Close()
	sample.Check(scorer.Score(&two, &decision))
	sample.Print("T-2", &decision)
	party := sample.Must(engine.Party(fraudrisk.PartyAccount, "6222-0001"))
	fmt.Printf("decided by %s, which knows %d transfers of the payer\n", decision.PolicyName(), party.TransferEntries)
}

// SPDX-License-Identifier: Apache-2.0

package fraudrisk_test

import (
	"context"
	"errors"
	"fmt"
	"os"

	fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"
)

func engineWith(path string) (*fraudrisk.Engine, *fraudrisk.Policy) {
	bundle, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	policy, err := fraudrisk.LoadPolicy(bundle)
	if err != nil {
		panic(err)
	}
	engine, err := fraudrisk.NewEngine(&fraudrisk.EngineOptions{AcceptUnsignedPolicies: fraudrisk.Yes})
	if err != nil {
		panic(err)
	}
	if err := engine.SetPolicy(policy); err != nil {
		panic(err)
	}
	return engine, policy
}

func transfer(id string, amountMinor int64) *fraudrisk.Transfer {
	return &fraudrisk.Transfer{
		ID: fraudrisk.Str(id), TimeUs: 1767664800000000, Payer: fraudrisk.Str("6222-0001"),
		Payee: fraudrisk.Str("6228-9999"), AmountMinor: amountMinor,
	}
}

func ExampleContext_Score() {
	engine, policy := engineWith("../vectors/retail-cn.frb")
	defer engine.Close()
	defer policy.Close()
	context, _ := engine.NewContext()
	defer context.Close()
	asked := transfer("T-1", 4990000)
	asked.Remark = fraudrisk.Str("转到安全账户")
	asked.Channel = fraudrisk.ChannelTeller
	var decision fraudrisk.Decision
	if err := context.Score(asked, &decision); err != nil {
		fmt.Println(err)
	}
	fmt.Println(decision.Outcome, decision.Score, decision.Scam())
	words, _ := policy.ReasonWords(&decision, 0, "en", fraudrisk.EncodingUTF8)
	fmt.Println(words)
	// Output:
	// hold 90 impersonating_police
	// The remark or purpose speaks of a false case, arrest or "safe account"
}

func ExampleError() {
	engine, policy := engineWith("../vectors/first.frb")
	defer engine.Close()
	defer policy.Close()
	context, _ := engine.NewContext()
	defer context.Close()
	var decision fraudrisk.Decision
	err := context.Score(transfer("T-1", -1), &decision)
	var refused *fraudrisk.Error
	if errors.Is(err, fraudrisk.ErrBadAmount) && errors.As(err, &refused) {
		fmt.Println(refused.Field, decision.Outcome, decision.Flags.Has(fraudrisk.FlagDegraded))
	}
	// Output: transfer.amount_minor warn true
}

func ExamplePool() {
	engine, policy := engineWith("../vectors/first.frb")
	defer engine.Close()
	defer policy.Close()
	pool, _ := engine.NewPool(2)
	defer pool.Close()
	var decision fraudrisk.Decision
	err := pool.With(context.Background(), func(lent *fraudrisk.Context) error {
		return lent.Score(transfer("T-1", 100), &decision)
	})
	fmt.Println(err, decision.Outcome)
	// Output: <nil> allow
}

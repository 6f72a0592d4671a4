// SPDX-License-Identifier: Apache-2.0

// Score scores one transfer and says why it was decided so: score POLICY
package main

import (
	"fmt"

	fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"
	"github.com/libfraudrisk/libfraudrisk/bindings/go/samples/sample"
)

func main() {
	policy := sample.Load(1)
	defer policy.Close()
	engine := sample.EngineWith(policy)
	defer engine.Close()
	scorer := sample.Must(engine.NewContext())
	defer scorer.Close()

	transfer := sample.Transfer("T-1", 4990000, 0) // what is not said is unknown
	transfer.Remark = fraudrisk.Str("转到安全账户")
	transfer.Session = &fraudrisk.Session{
		OnCall: fraudrisk.Yes, Caller: fraudrisk.CallerUnknown, DeviceAgeS: fraudrisk.Some[int64](3600),
	}
	var decision fraudrisk.Decision
	sample.Check(scorer.Score(&transfer, &decision))
	sample.Print("T-1", &decision)
	for _, reason := range decision.Reasons() {
		fmt.Printf("  %3d %s\n", reason.Points, reason.Rule())
	}
	fmt.Println(sample.Must(policy.Words(&decision, fraudrisk.AudienceCustomer, "en", fraudrisk.EncodingUTF8)))
}

// SPDX-License-Identifier: Apache-2.0

// Batch scores many transfers at once, one of which is refused: batch POLICY
package main

import (
	"errors"
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
	ids := []string{"T-1", "T-2", "T-3", "T-4", "T-5"}
	transfers := make([]fraudrisk.Transfer, len(ids))
	for i := range transfers {
		transfers[i] = sample.Transfer(ids[i], int64(1000000*(i+1)), int64(i))
	}
	transfers[3].AmountMinor = -1

	decisions := make([]fraudrisk.Decision, len(transfers))
	for begin := 0; begin < len(transfers); {
		done, err := scorer.ScoreBatch(transfers[begin:], decisions[begin:])
		for i := begin; i < begin+done; i++ {
			sample.Print(ids[i], &decisions[i])
		}
		begin += done
		if err == nil {
			break
		}
		var refused *fraudrisk.Error
		if !errors.As(err, &refused) {
			sample.Check(err)
		}
		sample.Print(ids[begin], &decisions[begin])
		fmt.Printf("  %s: %s\n", refused.Field, refused.Message)
		begin++ // the batch goes on behind what was refused
	}
}

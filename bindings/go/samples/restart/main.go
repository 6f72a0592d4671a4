// SPDX-License-Identifier: Apache-2.0

// Restart keeps what is known of a payer beyond the process, by a journal in a folder: restart POLICY FOLDER
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	fraudrisk "github.com/libfraudrisk/libfraudrisk/bindings/go"
	"github.com/libfraudrisk/libfraudrisk/bindings/go/samples/sample"
)

func transfersOfPayer(engine *fraudrisk.Engine) uint64 {
	party, err := engine.Party(fraudrisk.PartyAccount, "6222-0001")
	if !errors.Is(err, fraudrisk.ErrNotFound) {
		sample.Check(err)
	}
	return party.TransferEntries
}

// pump runs until stop is closed, and then closes stopped.
func pump(journal *fraudrisk.Journal, stop, stopped chan struct{}) {
	defer close(stopped)
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case now := <-ticker.C:
			if err := journal.Pump(now.UnixMicro()); err != nil {
				log.Print(err)
			}
		}
	}
}

func scoreOne(engine *fraudrisk.Engine, number uint64) {
	scorer := sample.Must(engine.NewContext())
	defer func() { sample.Check(scorer.Close()) }() // contexts end before their journal
	id := fmt.Sprint("T-", number)
	transfer := sample.Transfer(id, 100000, int64(number-1))
	var decision fraudrisk.Decision
	sample.Check(scorer.Score(&transfer, &decision))
	sample.Print(id, &decision)
}

func main() {
	policy := sample.Load(1)
	defer policy.Close()
	if len(os.Args) != 3 {
		log.Fatal("usage: restart POLICY FOLDER")
	}
	engine := sample.Must(fraudrisk.NewEngine(&fraudrisk.EngineOptions{AcceptUnsignedPolicies: fraudrisk.Yes}))
	defer engine.Close()
	options := fraudrisk.JournalOptions{Directory: os.Args[2], NowUs: time.Now().UnixMicro(), SegmentBytes: 1 << 20}
	journal := sample.Must(engine.OpenJournal(&options))
	sample.Must(journal.Recover())
	sample.Check(engine.SetPolicy(policy))
	sample.Check(engine.SetJournal(journal)) // before the first score: what is scored without it no record tells
	known := transfersOfPayer(engine)

	stop, stopped := make(chan struct{}), make(chan struct{})
	go pump(journal, stop, stopped)
	scoreOne(engine, known+1)
	close(stop)
	<-stopped
	fmt.Printf("transfers of the payer: %d before, %d now\n", known, transfersOfPayer(engine))
	sample.Check(journal.Checkpoint())
	sample.Check(journal.Close())
}

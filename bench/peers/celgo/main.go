// SPDX-License-Identifier: Apache-2.0
//
// The same 40 rules in cel-go. Reads `rules --texts` from standard input; prints nanoseconds for all rules, best and
// median of the rounds, and how many fired.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/interpreter"
)

type texts struct {
	Values map[string]string
	Rules  []string
}

func value(text string) (any, *cel.Type) {
	if strings.HasPrefix(text, "'") {
		return strings.Trim(text, "'"), cel.StringType
	}
	if text == "true" || text == "false" {
		return text == "true", cel.BoolType
	}
	if whole, err := strconv.ParseInt(text, 10, 64); err == nil {
		return whole, cel.IntType
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		log.Fatal(err)
	}
	return number, cel.DoubleType
}

func main() {
	var from texts
	if err := json.NewDecoder(os.Stdin).Decode(&from); err != nil {
		log.Fatal(err)
	}
	times := 20000
	if len(os.Args) > 1 && os.Args[1] == "--tiny" {
		times = 2
	}
	options, vars := []cel.EnvOption{}, map[string]any{}
	for name, text := range from.Values {
		one, kind := value(text)
		vars[name] = one
		options = append(options, cel.Variable(name, kind))
	}
	env, err := cel.NewEnv(options...)
	if err != nil {
		log.Fatal(err)
	}
	programs := []cel.Program{}
	for _, rule := range from.Rules {
		ast, issues := env.Compile(rule)
		if issues.Err() != nil {
			log.Fatal(issues.Err())
		}
		program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			log.Fatal(err)
		}
		programs = append(programs, program)
	}
	activation, err := interpreter.NewActivation(vars)
	if err != nil {
		log.Fatal(err)
	}
	rounds, fired := []float64{}, 0
	for round := 0; round < 15; round++ {
		begin := time.Now()
		for i := 0; i < times; i++ {
			fired = 0
			for _, program := range programs {
				result, _, err := program.Eval(activation)
				if err != nil {
					log.Fatal(err)
				}
				if result.Value() == true {
					fired++
				}
			}
		}
		rounds = append(rounds, float64(time.Since(begin).Nanoseconds())/float64(times))
	}
	sort.Float64s(rounds)
	fmt.Printf("cel-go %.1f %.1f %d\n", rounds[0], rounds[7], fired)
}

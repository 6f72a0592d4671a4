// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"unsafe"
)

// ---- Arrow's structs, in memory that is not Go's ----

type arrowSchema struct {
	format, name, metadata unsafe.Pointer
	flags, nChildren       int64
	children               unsafe.Pointer
	dictionary             *arrowSchema
	release, private       unsafe.Pointer
}

type arrowArray struct {
	length, nullCount, offset, nBuffers, nChildren int64
	buffers, children                              unsafe.Pointer
	dictionary                                     *arrowArray
	release, private                               unsafe.Pointer
}

// region gives memory that the collector does not know, as that of C is, until the test is over.
type region struct {
	memory []byte
	used   int
}

func newRegion(t testing.TB) *region {
	memory, err := syscall.Mmap(-1, 0, 1<<20, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(memory) })
	return &region{memory: memory}
}

func (r *region) take(size int) unsafe.Pointer {
	at := unsafe.Pointer(&r.memory[r.used])
	r.used += (size + 8) / 8 * 8
	return at
}

func (r *region) text(from string) unsafe.Pointer {
	at := r.take(len(from) + 1)
	copy(unsafe.Slice((*byte)(at), len(from)), from)
	return at
}

// columns are those of a step, as texts; an empty cell is null.
type columns struct {
	names, formats []string
	cells          [][]string
}

func (c *columns) rows() int { return len(c.cells[0]) }

// schema is released by nobody: the library only looks whether it was.
func (c *columns) schema(in *region) *arrowSchema {
	made := (*arrowSchema)(in.take(int(unsafe.Sizeof(arrowSchema{}))))
	children := in.take(8 * len(c.names))
	*made = arrowSchema{format: in.text("+s"), name: in.text(""), nChildren: int64(len(c.names)), children: children,
		release: in.text("")}
	for i, child := range unsafe.Slice((**arrowSchema)(children), len(c.names)) {
		child = (*arrowSchema)(in.take(int(unsafe.Sizeof(arrowSchema{}))))
		*child = arrowSchema{format: in.text(c.formats[i]), name: in.text(c.names[i]), flags: 2, release: in.text("")}
		unsafe.Slice((**arrowSchema)(children), len(c.names))[i] = child
	}
	return made
}

func (c *columns) array(in *region, from, to int) *arrowArray {
	made := (*arrowArray)(in.take(int(unsafe.Sizeof(arrowArray{}))))
	children := in.take(8 * len(c.names))
	*made = arrowArray{length: int64(to - from), nBuffers: 1, nChildren: int64(len(c.names)), buffers: in.take(8),
		children: children, release: in.text("")}
	for i := range c.names {
		unsafe.Slice((**arrowArray)(children), len(c.names))[i] = child(in, c.formats[i], c.cells[i][from:to])
	}
	return made
}

func child(in *region, format string, cells []string) *arrowArray {
	made := (*arrowArray)(in.take(int(unsafe.Sizeof(arrowArray{}))))
	buffers := unsafe.Slice((*unsafe.Pointer)(in.take(24)), 3)
	*made = arrowArray{length: int64(len(cells)), nBuffers: 2, buffers: unsafe.Pointer(&buffers[0]), release: in.text("")}
	buffers[0] = in.take(len(cells)/8 + 1)
	valid := unsafe.Slice((*byte)(buffers[0]), len(cells)/8+1)
	for i, cell := range cells {
		if cell != "" {
			valid[i/8] |= 1 << (i % 8)
		} else {
			made.nullCount++
		}
	}
	if format == "u" {
		made.nBuffers = 3
		buffers[1], buffers[2] = in.take(4*len(cells)+4), in.text(strings.Join(cells, ""))
		ends := unsafe.Slice((*int32)(buffers[1]), len(cells)+1)
		for i, cell := range cells {
			ends[i+1] = ends[i] + int32(len(cell))
		}
		return made
	}
	buffers[1] = in.take(8 * len(cells))
	numbers := unsafe.Slice((*int64)(buffers[1]), len(cells))
	bits := unsafe.Slice((*byte)(buffers[1]), 8*len(cells))
	for i, cell := range cells {
		switch {
		case format == "g":
			numbers[i] = int64(math.Float64bits(double(cell)))
		case format != "b":
			numbers[i] = number(cell)
		case cell == "1":
			bits[i/8] |= 1 << (i % 8)
		}
	}
	return made
}

// ---- answered ----

func stringOf(at unsafe.Pointer) string {
	size := 0
	for *(*byte)(unsafe.Add(at, size)) != 0 {
		size++
	}
	return string(unsafe.Slice((*byte)(at), size))
}

func at[T any](memory unsafe.Pointer, i int64) T {
	var one T
	return *(*T)(unsafe.Add(memory, i*int64(unsafe.Sizeof(one))))
}

func bit(memory unsafe.Pointer, i int64) bool { return at[byte](memory, i/8)>>(i%8)&1 != 0 }

func ends(format string, memory unsafe.Pointer, i int64) (from, to int64) {
	if strings.ContainsAny(format, "UL") {
		return at[int64](memory, i), at[int64](memory, i+1)
	}
	return int64(at[int32](memory, i)), int64(at[int32](memory, i+1))
}

func putCell(schema *arrowSchema, array *arrowArray, row int64, path string) {
	buffers, format := unsafe.Slice((*unsafe.Pointer)(array.buffers), array.nBuffers), stringOf(schema.format)
	i := row + array.offset
	if buffers[0] != nil && !bit(buffers[0], i) {
		return
	}
	if schema.dictionary != nil {
		putCell(schema.dictionary, array.dictionary, int64(at[int8](buffers[1], i)), path)
		return
	}
	switch format {
	case "+l", "+L":
		from, to := ends(format, buffers[1], i)
		for k := from; k < to; k++ {
			putCell(at[*arrowSchema](schema.children, 0), at[*arrowArray](array.children, 0), k,
				fmt.Sprintf("%s.%d", path, k-from))
		}
	case "u", "U":
		from, to := ends(format, buffers[1], i)
		putText("", path, string(unsafe.Slice((*byte)(unsafe.Add(buffers[2], from)), to-from)), false)
	case "b":
		putLine("", path, map[bool]string{true: "1", false: "0"}[bit(buffers[1], i)])
	case "w:16":
		id := at[[16]byte](buffers[1], i)
		putLine("", path, hex.EncodeToString(id[:]))
	default:
		putLine("", path, numberIn(format, buffers[1], i))
	}
}

func numberIn(format string, memory unsafe.Pointer, i int64) string {
	switch format[0] {
	case 'i':
		return strconv.Itoa(int(at[int32](memory, i)))
	case 'I':
		return strconv.FormatUint(uint64(at[uint32](memory, i)), 10)
	case 'L':
		return strconv.FormatUint(at[uint64](memory, i), 10)
	case 'g':
		return fmt.Sprintf("%016x", at[uint64](memory, i))
	}
	return strconv.FormatInt(at[int64](memory, i), 10)
}

func putTable(schema *arrowSchema, array *arrowArray, first int) {
	for row := int64(0); row < array.length; row++ {
		for k := int64(0); k < schema.nChildren; k++ {
			column := at[*arrowSchema](schema.children, k)
			putCell(column, at[*arrowArray](array.children, k), row+array.offset,
				fmt.Sprintf("%d.%s", int64(first)+row, stringOf(column.name)))
		}
	}
}

// ---- steps ----

func tableOf(now *step) (*columns, *TableOptions) {
	made, options := &columns{}, &TableOptions{IgnoreColumns: Tristate(now.number(2)) == Yes}
	for _, one := range now.fields {
		if one.path == "rename" {
			column, field, _ := strings.Cut(one.value, " ")
			options.Names = append(options.Names, ColumnName{column, field})
			continue
		}
		cells := strings.Split(one.value, "\t")
		made.names, made.formats = append(made.names, one.path), append(made.formats, cells[0])
		made.cells = append(made.cells, cells[1:])
	}
	return made, options
}

func (r *runner) table(now *step) {
	r.inBatches(now, DecisionsSchema, r.context.ScoreTable)
}

func (r *runner) featureTable(now *step) {
	r.inBatches(now, r.policy.FeaturesSchema, func(plan *TablePlan, batch, features unsafe.Pointer) error {
		return r.context.FeatureTable(plan, r.policy, batch, features)
	})
}

func (r *runner) inBatches(now *step, schemaOf func(unsafe.Pointer) error,
	ask func(plan *TablePlan, batch, answer unsafe.Pointer) error) {
	in := newRegion(r.t)
	given, options := tableOf(now)
	var answered arrowSchema
	if err := schemaOf(unsafe.Pointer(&answered)); err != nil {
		r.t.Fatal(err)
	}
	defer ReleaseSchema(unsafe.Pointer(&answered))
	plan, err := r.policy.NewTablePlan(unsafe.Pointer(given.schema(in)), options)
	say(now, err)
	sayError(err)
	defer plan.Close()
	size := int(now.number(1))
	if size == 0 {
		size = given.rows()
	}
	for from := 0; from < given.rows() && err == nil; from += size {
		var answer arrowArray
		batch := given.array(in, from, clamp(uint32(from+size), given.rows()))
		if err := ask(plan, unsafe.Pointer(batch), unsafe.Pointer(&answer)); err != nil {
			r.t.Fatal(err)
		}
		putTable(&answered, &answer, from)
		ReleaseArray(unsafe.Pointer(&answer))
		if answer.release != nil {
			r.t.Fatal("an answer is there after it was released")
		}
	}
}

// ---- bad input ----

func fiveTransfers() *columns {
	return &columns{names: []string{"id", "time", "payer", "payee", "amount"}, formats: []string{"u", "l", "u", "u", "l"},
		cells: [][]string{{"A", "B"}, {"1767664800", "1767664801"}, {"p", "p"}, {"q", "q"}, {"1", "2"}}}
}

func TestTables(t *testing.T) {
	in, engine, policy, given := newRegion(t), made(t, "first.frb"), load(t, "first.frb"), fiveTransfers()
	context := entered(t, engine)
	schema, batch := unsafe.Pointer(given.schema(in)), unsafe.Pointer(given.array(in, 0, 2))
	plan, err := policy.NewTablePlan(schema, nil)
	if err != nil {
		t.Fatal(err)
	}
	var answer arrowArray
	into := unsafe.Pointer(&answer)
	is := func(err, wanted error) {
		t.Helper()
		if !errors.Is(err, wanted) {
			t.Fatalf("%v, not %v", err, wanted)
		}
	}
	is(context.ScoreTable(plan, nil, into), ErrNullPointer)
	is(context.ScoreTable(plan, batch, nil), ErrNullPointer)
	is(context.ScoreTable(nil, batch, into), ErrClosed)
	is((*Context)(nil).ScoreTable(plan, batch, into), ErrClosed)
	is(context.FeatureTable(plan, nil, batch, into), ErrClosed)
	is(DecisionsSchema(nil), ErrNullPointer)
	is(policy.FeaturesSchema(nil), ErrNullPointer)
	_, err = policy.NewTablePlan(nil, nil)
	is(err, ErrNullPointer)
	_, err = (*Policy)(nil).NewTablePlan(schema, nil)
	is(err, ErrClosed)
	_, err = policy.NewTablePlan(schema, &TableOptions{Names: []ColumnName{{"payee", "nobody"}}})
	is(err, ErrBadArgument)
	fewer := *given
	fewer.names, fewer.formats, fewer.cells = given.names[:4], given.formats[:4], given.cells[:4]
	is(context.ScoreTable(plan, unsafe.Pointer(fewer.array(in, 0, 2)), into), ErrBadArgument)
	if answer.release != nil {
		t.Fatal("something is there after an error")
	}
	ReleaseArray(into)
	ReleaseArray(nil)
	ReleaseSchema(nil)
	if err := context.ScoreTable(plan, batch, into); err != nil || answer.length != 2 {
		t.Fatal(err, answer.length)
	}
	ReleaseArray(into)
	plan.Close()
	plan.Close()
	is(context.ScoreTable(plan, batch, into), ErrClosed)
	is((&TablePlan{}).Close(), nil)
	context.Close()
}

// A plan is for one goroutine at a time, and says so; plans of their own do not meet.
func TestTablesAtOnce(t *testing.T) {
	engine, policy, given := made(t, "first.frb"), load(t, "first.frb"), fiveTransfers()
	in := newRegion(t)
	shared, err := policy.NewTablePlan(unsafe.Pointer(given.schema(in)), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer shared.Close()
	batch := unsafe.Pointer(given.array(in, 0, 2))
	var all sync.WaitGroup
	for i := 0; i < 4; i++ {
		own, err := policy.NewTablePlan(unsafe.Pointer(given.schema(in)), nil)
		if err != nil {
			t.Fatal(err)
		}
		context := entered(t, engine)
		all.Add(1)
		go func() {
			defer all.Done()
			defer own.Close()
			for k := 0; k < 200; k++ {
				for _, plan := range []*TablePlan{own, shared} {
					var answer arrowArray
					err := context.ScoreTable(plan, batch, unsafe.Pointer(&answer))
					if err != nil && (plan == own || !errors.Is(err, ErrInUse)) {
						t.Error(err)
						return
					}
					ReleaseArray(unsafe.Pointer(&answer))
				}
			}
		}()
	}
	all.Wait()
}

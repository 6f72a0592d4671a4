// SPDX-License-Identifier: Apache-2.0

package fraudrisk

/*
#include <fraudrisk/fraudrisk.h>

static inline fr_status frgo_table_plan(uintptr_t policy, struct ArrowSchema *schema, uintptr_t options, uintptr_t plan,
                                        uintptr_t error) {
  return fr_arrow_plan_create((const fr_policy *)policy, schema, (const fr_arrow_options *)options,
                              (fr_arrow_plan **)plan, (fr_error *)error);
}
static inline fr_status frgo_table_score(uintptr_t context, uintptr_t plan, struct ArrowArray *batch,
                                         struct ArrowArray *decisions, uintptr_t error) {
  return fr_arrow_score((fr_context *)context, (fr_arrow_plan *)plan, batch, decisions, (fr_error *)error);
}
static inline fr_status frgo_table_features(uintptr_t context, uintptr_t plan, uintptr_t policy,
                                            struct ArrowArray *batch, struct ArrowArray *features, uintptr_t error) {
  return fr_arrow_features((fr_context *)context, (fr_arrow_plan *)plan, (const fr_policy *)policy, batch, features,
                           (fr_error *)error);
}
static inline fr_status frgo_table_decisions(struct ArrowSchema *schema) { return fr_arrow_decisions_schema(schema); }
static inline fr_status frgo_table_feature_schema(uintptr_t policy, struct ArrowSchema *schema) {
  return fr_arrow_features_schema((const fr_policy *)policy, schema);
}
static inline void frgo_release_array(struct ArrowArray *array) {
  if (array != NULL && array->release != NULL) array->release(array);
}
static inline void frgo_release_schema(struct ArrowSchema *schema) {
  if (schema != NULL && schema->release != NULL) schema->release(schema);
}
*/
import "C"

import "unsafe"

// Tables come and go as the structs of Apache Arrow's C data interface, by their addresses: of arrow-go,
// unsafe.Pointer(&array) of a cdata.CArrowArray and unsafe.Pointer(&schema) of a cdata.CArrowSchema. They may lie in Go's
// memory or in that of C; what they point to lies in that of C. The library keeps none of them.

// ColumnName is a column that the data call by another name.
type ColumnName struct {
	Column string // in the data
	Field  string // what it is: "payer", "session.on_call"
}

// TableOptions say how columns become fields.
type TableOptions struct {
	Names []ColumnName
	// IgnoreColumns: a column that nobody knows is left out, instead of refused.
	IgnoreColumns bool
}

// TablePlan says which column of a schema feeds which field: made once, used for all batches of that schema, by one
// goroutine at a time.
type TablePlan struct{ handle *handle }

func (p *TablePlan) inner() *handle {
	if p == nil {
		return nil
	}
	return p.handle
}

// NewTablePlan makes a plan for a schema (an ArrowSchema), which stays the caller's and is not needed afterwards. The
// options may be nil.
func (p *Policy) NewTablePlan(schema unsafe.Pointer, options *TableOptions) (*TablePlan, error) {
	if options == nil {
		options = &TableOptions{}
	}
	var made *TablePlan
	err := withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		return options.inC(a, func(at uintptr) Status {
			status := Status(C.frgo_table_plan(C.uintptr_t(policy), (*C.struct_ArrowSchema)(schema), C.uintptr_t(at),
				C.uintptr_t(address(&a.handle)), C.uintptr_t(address(&a.err))))
			if status == StatusOK {
				made = &TablePlan{newHandle(a.handle, cArrowPlanDestroy)}
			}
			return status
		})
	})
	return made, err
}

// inC calls with the options in the memory of C.
func (o *TableOptions) inC(a *arena, call func(at uintptr) Status) Status {
	_, status := arrayInC(len(o.Names), func(at uintptr, made []cArrowName) Status {
		a.lend(func() {
			for i := range o.Names {
				column, field := Str(o.Names[i].Column), Str(o.Names[i].Field)
				a.text(&made[i].column, &column)
				a.text(&made[i].field, &field)
			}
		})
		raw := cArrowOptions{ignoreColumns: YesNo(o.IgnoreColumns), names: at, nameCount: uint32(len(o.Names))}
		return oneInC(&raw, &raw.structSize, call)
	})
	return status
}

// Close frees the plan; a second time it does nothing.
func (p *TablePlan) Close() error {
	p.inner().close()
	return nil
}

// DecisionsSchema fills an ArrowSchema with that of ScoreTable's answers; whoever has it releases it.
func DecisionsSchema(schema unsafe.Pointer) error {
	return errorOf(Status(C.frgo_table_decisions((*C.struct_ArrowSchema)(schema))), nil)
}

// FeaturesSchema fills an ArrowSchema with that of FeatureTable's answers; whoever has it releases it.
func (p *Policy) FeaturesSchema(schema unsafe.Pointer) error {
	return withHandle(p.inner(), func(policy uintptr, a *arena) Status {
		return Status(C.frgo_table_feature_schema(C.uintptr_t(policy), (*C.struct_ArrowSchema)(schema)))
	})
}

// ScoreTable scores the rows of a batch (an ArrowArray of the plan's schema) in their order. The batch stays the
// caller's. On nil the other ArrowArray holds the decisions, a row for each row, and whoever has it releases it: whether
// a row was scored, its status says. After an error there is nothing to release.
func (c *Context) ScoreTable(plan *TablePlan, batch, decisions unsafe.Pointer) error {
	return c.table(plan, func(raw uintptr) Status {
		return Status(C.frgo_table_score(C.uintptr_t(c.raw), C.uintptr_t(raw), (*C.struct_ArrowArray)(batch),
			(*C.struct_ArrowArray)(decisions), C.uintptr_t(address(&c.arena.err))))
	})
}

// FeatureTable gives the features of each row of a batch, which is recorded as ScoreTable does; the policy is the one in
// force. The rest is as there.
func (c *Context) FeatureTable(plan *TablePlan, policy *Policy, batch, features unsafe.Pointer) error {
	of, err := policy.inner().use()
	if err != nil {
		return err
	}
	defer policy.handle.done()
	return c.table(plan, func(raw uintptr) Status {
		return Status(C.frgo_table_features(C.uintptr_t(c.raw), C.uintptr_t(raw), C.uintptr_t(of),
			(*C.struct_ArrowArray)(batch), (*C.struct_ArrowArray)(features), C.uintptr_t(address(&c.arena.err))))
	})
}

// table runs with the plan and the context, neither of which anybody else has meanwhile.
func (c *Context) table(plan *TablePlan, run func(plan uintptr) Status) error {
	raw, err := plan.inner().alone()
	if err != nil {
		return err
	}
	defer plan.handle.mutex.Unlock()
	if err := c.begin(); err != nil {
		return err
	}
	defer c.end()
	return errorOf(run(raw), &c.arena.err)
}

// ReleaseArray releases an ArrowArray, as its producer says; nothing where it was released, or there is none.
func ReleaseArray(array unsafe.Pointer) { C.frgo_release_array((*C.struct_ArrowArray)(array)) }

// ReleaseSchema releases an ArrowSchema, as its producer says; nothing where it was released, or there is none.
func ReleaseSchema(schema unsafe.Pointer) { C.frgo_release_schema((*C.struct_ArrowSchema)(schema)) }

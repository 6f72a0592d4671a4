// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"bytes"
	"fmt"
	"strings"
)

// Text may be unknown, which is its zero value and not the same as an empty text.
type Text struct {
	data     string
	known    bool
	encoding Encoding
}

// Str is a text in UTF-8; an empty one is known, and empty.
func Str(text string) Text { return Text{data: text, known: true} }

// Encoded is a text in another encoding, which only remarks, purposes and notes may have. Where it is not sure which,
// EncodingUnknown looks for itself. A text in GB 18030 that is given by Str loses its rules: FlagTextDamaged alone
// tells.
func Encoded(text string, as Encoding) Text { return Text{data: text, known: true, encoding: as} }

// Get gives the text and whether it is known.
func (of Text) Get() (string, bool) { return of.data, of.known }

// Opt is a value that may be unknown, which is its zero value.
type Opt[T any] struct {
	value T
	known bool
}

// Some is a known value.
func Some[T any](value T) Opt[T] { return Opt[T]{value, true} }

// Get gives the value and whether it is known.
func (of Opt[T]) Get() (T, bool) { return of.value, of.known }

// YesNo is Yes or No.
func YesNo(yes bool) Tristate {
	if yes {
		return Yes
	}
	return No
}

func (of Tristate) String() string {
	switch of {
	case Yes:
		return "yes"
	case No:
		return "no"
	}
	return "unknown"
}

// BoolAttribute is an attribute that the bank's policy declares, as are the next three.
func BoolAttribute(name string, value bool) Attribute {
	made := Attribute{Name: Str(name), Type: TypeBool}
	if value {
		made.Integer = 1
	}
	return made
}

// IntAttribute is an attribute that holds a whole number.
func IntAttribute(name string, value int64) Attribute {
	return Attribute{Name: Str(name), Type: TypeInt, Integer: value}
}

// DoubleAttribute is an attribute that holds a number.
func DoubleAttribute(name string, value float64) Attribute {
	return Attribute{Name: Str(name), Type: TypeDouble, Number: value}
}

// StringAttribute is an attribute that holds a text.
func StringAttribute(name, value string) Attribute {
	return Attribute{Name: Str(name), Type: TypeString, Text: Str(value)}
}

// Has says whether all of these bits are set.
func (of Flag) Has(all Flag) bool { return of&all == all }

// Has says whether all of these bits are set.
func (of Action) Has(all Action) bool { return of&all == all }

// bitsText is the names of the bits that are set, and the rest as a number.
func bitsText(of uint64, names []bitName) string {
	var found []string
	for _, one := range names {
		if of&one.bit != 0 {
			found = append(found, one.name)
			of &^= one.bit
		}
	}
	if of != 0 || len(found) == 0 {
		found = append(found, fmt.Sprintf("%#x", of))
	}
	return strings.Join(found, "|")
}

type bitName struct {
	bit  uint64
	name string
}

// textOf is what stands before the first zero byte.
func textOf(from []byte) string {
	if end := bytes.IndexByte(from, 0); end >= 0 {
		from = from[:end]
	}
	return string(from)
}

// clamp keeps a count that came from elsewhere within what there is.
func clamp(count uint32, most int) int {
	if uint64(count) > uint64(most) {
		return most
	}
	return int(count)
}

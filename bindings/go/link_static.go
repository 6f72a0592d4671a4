// SPDX-License-Identifier: Apache-2.0

//go:build fraudrisk_static

package fraudrisk

// The archive is looked for where the linker looks, and in the folders of CGO_LDFLAGS.

// #cgo LDFLAGS: -l:libfraudrisk.a -lcbor -lcrypto -lm -lpthread
import "C"

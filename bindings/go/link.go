// SPDX-License-Identifier: Apache-2.0

//go:build !fraudrisk_static

package fraudrisk

// #cgo pkg-config: fraudrisk
import "C"

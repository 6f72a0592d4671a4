module github.com/libfraudrisk/libfraudrisk/bench/bindings/go

go 1.19

require github.com/libfraudrisk/libfraudrisk/bindings/go v0.0.0

replace github.com/libfraudrisk/libfraudrisk/bindings/go => ../../../bindings/go

module github.com/libfraudrisk/libfraudrisk/bindings/go

go 1.19

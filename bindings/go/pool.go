// SPDX-License-Identifier: Apache-2.0

package fraudrisk

import (
	"context"
	"sync"
)

// Pool lends contexts of one engine to goroutines, of which there may be many more than contexts.
type Pool struct {
	free   chan *Context
	mutex  sync.Mutex
	closed chan struct{}
}

// NewPool makes so many contexts; as many as there are processors is enough.
func (e *Engine) NewPool(size int) (*Pool, error) {
	if size < 1 {
		return nil, badArgument("size", "a pool has one context or more")
	}
	p := &Pool{free: make(chan *Context, size), closed: make(chan struct{})}
	for i := 0; i < size; i++ {
		made, err := e.NewContext()
		if err != nil {
			p.Close()
			return nil, err
		}
		p.free <- made
	}
	return p, nil
}

// Close closes the pool's contexts: those that are lent when they are given back. A second time it does nothing.
func (p *Pool) Close() error {
	if p == nil || p.closed == nil {
		return nil
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	for {
		select {
		case lent := <-p.free:
			lent.Close()
		default:
			return nil
		}
	}
}

// With runs with a context that no other goroutine has meanwhile; it waits for one as long as ctx lets it. The context
// goes back to the pool however run ends, and must not be kept.
func (p *Pool) With(ctx context.Context, run func(*Context) error) error {
	if p == nil || p.closed == nil {
		return ErrClosed
	}
	select {
	case <-p.closed:
		return ErrClosed
	default:
	}
	if ctx == nil {
		return badArgument("ctx", "there is no ctx; context.Background() waits for as long as it takes")
	}
	if run == nil {
		return badArgument("run", "there is nothing to run")
	}
	select {
	case <-p.closed:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	case lent := <-p.free:
		defer p.giveBack(lent)
		return run(lent)
	}
}

func (p *Pool) giveBack(lent *Context) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	select {
	case <-p.closed:
		lent.Close()
	default:
		p.free <- lent
	}
}

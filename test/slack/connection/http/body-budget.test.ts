import { describe, expect, it } from 'vitest';
import { createBodyBudget } from '../../../../src/slack/connection/http-request.ts';

/** A budget of 100 bytes, and which requests it evicted, by name. */
function budgetOf100() {
  const budget = createBodyBudget(100);
  const evicted: string[] = [];
  return { budget, evicted, open: (name: string) => budget.open(() => evicted.push(name)) };
}

describe('createBodyBudget', () => {
  it('evicts nobody at exactly 100 of 100 bytes, and the oldest at 101', () => {
    const { budget, evicted, open } = budgetOf100();
    const [first, second] = [open('first'), open('second')];
    expect([second.grow(60), first.grow(40)]).toEqual([true, true]);
    expect(evicted).toEqual([]);
    expect(second.grow(1)).toBe(true);
    expect(evicted).toEqual(['first']);
    expect(budget.heldBytes()).toBe(61);
  });

  it('evicts as many as it takes, oldest first', () => {
    const { budget, evicted, open } = budgetOf100();
    for (const name of ['first', 'second', 'third']) open(name).grow(30);
    open('fourth').grow(70);
    expect(evicted).toEqual(['first', 'second']);
    expect(budget.heldBytes()).toBe(100);
  });

  it('evicts a request by its own growth where it is the oldest, and no longer counts it', () => {
    const { budget, evicted, open } = budgetOf100();
    const first = open('first');
    expect([first.grow(101), first.grow(1)]).toEqual([false, false]);
    expect(evicted).toEqual(['first']);
    expect(budget.heldBytes()).toBe(0);
  });

  it('leaves a request alone that holds nothing yet', () => {
    const { evicted, open } = budgetOf100();
    const waiting = open('waiting');
    open('large').grow(100);
    open('next').grow(1);
    expect(evicted).toEqual(['large']);
    expect(waiting.grow(1)).toBe(true);
  });

  it('counts what is given back once', () => {
    const { budget, open } = budgetOf100();
    const [first, second] = [open('first'), open('second')];
    first.grow(40);
    second.grow(40);
    first.release();
    first.release();
    expect(budget.heldBytes()).toBe(40);
  });
});

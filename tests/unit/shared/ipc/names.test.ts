import { expect, it } from 'vitest';
import { ipcCalls, ipcEvents } from '../../../../shared/ipc/contract.ts';
import { CALL_NAMES, EVENT_NAMES } from '../../../../shared/ipc/names.ts';

it('names every call and every event of the contract, and nothing else', () => {
  expect([...CALL_NAMES].toSorted()).toEqual(Object.keys(ipcCalls).toSorted());
  expect([...EVENT_NAMES].toSorted()).toEqual(Object.keys(ipcEvents).toSorted());
});

it('names nothing twice', () => {
  expect(new Set(CALL_NAMES).size).toBe(CALL_NAMES.length);
  expect(new Set(EVENT_NAMES).size).toBe(EVENT_NAMES.length);
});

it('calls everything by noun and verb', () => {
  for (const name of CALL_NAMES) expect(name).toMatch(/^[a-z]+:[a-z]+(-[a-z]+)*$/);
});

it.each(CALL_NAMES)('%s takes an object without surprises', (name) => {
  const { input } = ipcCalls[name];
  for (const bad of [undefined, null, 'x', 7, [], { surprise: true }]) {
    expect(input.safeParse(bad).success).toBe(false);
  }
});

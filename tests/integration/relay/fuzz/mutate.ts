import type { Random } from '../../../../simulator/random.ts';

type Json = unknown;
/** Where a value hangs. */
type Place = { readonly parent: Record<string, Json> | Json[]; readonly key: string | number };

const deep = (depth: number): Json => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as Json;

/** Values that programs stumble over. Made anew for each use, because mutations change what they get. */
const ODD: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1e308,
  () => 2 ** 53,
  () => 0.1,
  () => '',
  () => ' ',
  () => '0',
  () => '-5',
  () => '1e999',
  () => 'NaN',
  () => '99999999999999999999',
  () => 'null',
  () => '[object Object]',
  () => '\u0000',
  () => '\ud800',
  () => '\u202e\u0007\u001b[31m',
  () => '😀'.repeat(600),
  () => 'x'.repeat(70_000),
  () => "'; DROP TABLE events; --",
  () => '../../../etc/passwd',
  () => '__proto__',
  () => [],
  () => ({}),
  () => [[]],
  () => ({ length: -1 }),
  () => ({ toString: null, valueOf: null }),
  () => deep(900),
  () => Array.from({ length: 500 }, (_, index) => index),
];
const ODD_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  '',
  '0',
  'length',
];

/** A copy in which one to five places are not what they were. `donors` give parts of other values. */
export function mutateJson(value: Json, donors: readonly Json[], random: Random): Json {
  const root: { value: Json } = { value: structuredClone(value) };
  for (let times = 1 + random.below(5); times > 0; times -= 1) {
    const places = listPlaces(root);
    const place = pick(places, random);
    if (place !== undefined) mutatePlace(place, donors, random);
  }
  return root.value;
}

function mutatePlace({ parent, key }: Place, donors: readonly Json[], random: Random): void {
  // An array's keys are numbers, and both kinds answer to the same access.
  const holder = parent as Record<string | number, Json>;
  switch (random.below(8)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 1:
      if (Array.isArray(parent)) return void parent.reverse();
      // Not an assignment: that would set the prototype instead of a property.
      Object.defineProperty(parent, pick(ODD_KEYS, random) ?? '', {
        value: holder[key],
        enumerable: true,
        configurable: true,
        writable: true,
      });
      return;
    case 2:
      if (Array.isArray(parent))
        parent.push(...Array.from({ length: 1 + random.below(40) }, () => structuredClone(holder[key])));
      else holder[key] = [holder[key], holder[key]];
      return;
    case 3: {
      const donor = pick(listPlaces({ value: pick(donors, random) }), random);
      // The same access, of the donor.
      if (donor !== undefined)
        holder[key] = structuredClone((donor.parent as Record<string | number, Json>)[donor.key]);
      return;
    }
    case 4:
      holder[key] = changeType(holder[key]);
      return;
    default:
      holder[key] = pick(ODD, random)?.();
  }
}

function changeType(value: Json): Json {
  if (typeof value === 'string') return /^-?\d+$/.test(value) ? Number(value) : [value];
  if (typeof value === 'number') return String(value);
  return { value };
}

function listPlaces(value: Json): readonly Place[] {
  const places: Place[] = [];
  const rest: Json[] = [value];
  while (rest.length > 0 && places.length < 2_000) {
    const one = rest.pop();
    if (typeof one !== 'object' || one === null) continue;
    for (const key of Object.keys(one)) {
      const parent = one as Record<string, Json>;
      places.push({ parent, key: Array.isArray(one) ? Number(key) : key });
      rest.push(parent[key]);
    }
  }
  return places;
}

/** A copy with some bytes flipped, lost, doubled or put in. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  let mutated = Buffer.from(bytes);
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const at = random.below(mutated.length + 1);
    const length = 1 + random.below(Math.min(64, mutated.length + 1));
    const rest = mutated.subarray(at + length);
    switch (random.below(5)) {
      case 0:
        if (at < mutated.length) mutated[at] = random.below(256);
        break;
      case 1:
        mutated = Buffer.concat([mutated.subarray(0, at), rest]);
        break;
      case 2:
        mutated = Buffer.concat([mutated.subarray(0, at + length), mutated.subarray(at, at + length), rest]);
        break;
      case 3:
        mutated = Buffer.concat([
          mutated.subarray(0, at),
          Buffer.from(random.hex(length)),
          mutated.subarray(at),
        ]);
        break;
      default:
        mutated = mutated.subarray(0, at);
    }
  }
  return mutated;
}

export function pick<Value>(values: readonly Value[], random: Random): Value | undefined {
  return values[random.below(values.length)];
}

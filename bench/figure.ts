import type { CleanUp } from './clean-up.ts';

/** One line of the result: what the product does beside what this machine could do at best, measured in the same run. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: '/s' | 'ms' | 'MB' | 'times';
  /** The same unit, without the product. */
  readonly limit: number;
  /** `value / limit`; where the limit is none at all, 1 for none and otherwise infinite. A rate: 1 is as fast as possible, smaller is slower. A duration: 1 is as short as possible, larger is slower; memory alike. */
  readonly ratio: number;
  readonly note: string;
};

export type Bench = {
  readonly name: string;
  /** One line for `--help`. */
  readonly about: string;
  /** After so long it has hung; two and a half minutes where it does not say. */
  readonly longestMs?: number;
  /** Whether it starts the built app. */
  readonly needsApp: boolean;
  /** Whatever it starts or writes, it hands to `cleanUp` at once. */
  run(cleanUp: CleanUp): Promise<readonly Figure[]>;
};

export function createFigure(parts: Omit<Figure, 'ratio'>): Figure {
  const { name, value, unit, limit, note } = parts;
  return { name, value, unit, limit, ratio: value === limit ? 1 : value / limit, note };
}

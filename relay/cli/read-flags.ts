import { parseArgs } from 'node:util';
import { AppError } from '../../shared/domain/app-error.ts';

/** `many`: may be given again and again. `none`: takes no value. */
type FlagKind = 'one' | 'many' | 'none';
type Value<Kind extends FlagKind> = Kind extends 'many'
  ? readonly string[]
  : Kind extends 'none'
    ? boolean
    : string | undefined;

/** Splits the words after a command into what stands alone and `--flag value`. Throws AppError `invalid-input`. */
export function readFlags<const Kinds extends Readonly<Record<string, FlagKind>>>(
  words: readonly string[],
  kinds: Kinds,
): {
  readonly positionals: readonly string[];
  readonly flags: { readonly [Name in keyof Kinds]: Value<Kinds[Name]> };
} {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      kind === 'none' ? { type: 'boolean' as const } : { type: 'string' as const, multiple: kind === 'many' },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const flags = Object.fromEntries(
      Object.entries(kinds).map(([name, kind]) => [name, values[name] ?? EMPTY[kind]]),
    );
    // Each value is what its option above makes of it.
    return { positionals, flags: flags as { [Name in keyof Kinds]: Value<Kinds[Name]> } };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('. ')[0] : '';
    throw new AppError('invalid-input', `The options cannot be read: ${reason}.`, { cause });
  }
}

const EMPTY: Readonly<Record<FlagKind, unknown>> = { one: undefined, many: [], none: false };

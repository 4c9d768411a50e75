import { parseArgs } from 'node:util';

export type Arguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly only: string | undefined; readonly isJson: boolean }
  /** `sentence` says what is wrong and what there is. */
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Reads the arguments of `npm run bench --`. */
export function parseArguments(words: readonly string[], names: readonly string[]): Arguments {
  const known = `There are: ${names.join(', ')}.`;
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) return { kind: 'help' };
    const { only } = values;
    if (only !== undefined && !names.includes(only)) {
      return { kind: 'wrong', sentence: `There is no bench "${only}". ${known}` };
    }
    return { kind: 'run', only, isJson: values.json === true };
  } catch (error) {
    // parseArgs says what it does not know in its first sentence; the rest is advice for programmers.
    const complaint =
      error instanceof Error ? error.message.split(/[.\n]/)[0] : 'The arguments cannot be read';
    return { kind: 'wrong', sentence: `${complaint}. Known are --only NAME, --json and --help. ${known}` };
  }
}

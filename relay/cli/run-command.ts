import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { AppError } from '../../shared/domain/app-error.ts';
import { parseCountry, parseLogPlace } from '../config.ts';
import { VARIABLES } from '../environment-schema.ts';
import { openLog } from '../log/open-log.ts';
import { COMMANDS, type Command } from './commands.ts';
import { FILE_COMMANDS } from './upkeep-commands.ts';

export const USAGE = [
  'npm run relay -- [command]',
  '',
  ...[
    ['serve', 'starts the relay (also without a command)'],
    ...[...COMMANDS, ...FILE_COMMANDS].map(({ name, parameters, description }) => [
      `${name} ${parameters}`.trim(),
      description,
    ]),
  ].map(([words = '', description = '']) => `  ${words}\n      ${description}`),
  '',
  'Environment (META_APP_SECRET and META_VERIFY_TOKEN are needed to serve); docs/relay-settings.md says what each is for:',
  ...VARIABLES.toSorted().map((name) => `  ${name}`),
].join('\n');

/** Runs a command on the log of the configuration and answers the lines to print. Throws AppError with a sentence. */
export async function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const onFiles = findCommand(FILE_COMMANDS, words);
  if (onFiles !== undefined) {
    return onFiles.command.run(parseLogPlace(environment), Date.now(), onFiles.parameters);
  }
  const { command, parameters } = findCommand(COMMANDS, words) ?? refuse(words);
  const log = await openLog(parseLogPlace(environment));
  try {
    const readInput = () => text(process.stdin);
    const country = parseCountry(environment);
    return await command.run(
      { log, country, now: Date.now, randomBytes, environment, readInput },
      parameters,
    );
  } finally {
    await log.close();
  }
}

/** The command that the words begin with, and its parameters. Throws AppError when they are too few or too many. */
function findCommand<One extends Pick<Command, 'name' | 'parameters' | 'fewest' | 'most'>>(
  commands: readonly One[],
  words: readonly string[],
): { readonly command: One; readonly parameters: readonly string[] } | undefined {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (command === undefined) return undefined;
  const parameters = words.slice(command.name.split(' ').length);
  if (parameters.length >= command.fewest && parameters.length <= command.most)
    return { command, parameters };
  throw new AppError('invalid-input', `Use it like this: ${command.name} ${command.parameters}`.trim());
}

function refuse(words: readonly string[]): never {
  throw new AppError('invalid-input', `There is no command "${words.join(' ')}". --help lists them.`);
}

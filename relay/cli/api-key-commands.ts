import { addApiKey, revokeApiKey } from '../accounts/api-keys.ts';
import { API_KEY_SCOPES } from '../log/api-key-log.ts';
import type { Command } from './commands.ts';
import { readFlags } from './read-flags.ts';

/** Keys for the agency's programs: the CRM, above all. */
export const API_KEY_COMMANDS: readonly Command[] = [
  {
    name: 'api-key add',
    parameters: '<name> --scope <scope,scope>',
    description: `makes a key for the CRM, shown this once; scopes: ${API_KEY_SCOPES.join(', ')}`,
    fewest: 1,
    most: 3,
    async run(context, parameters) {
      const { positionals, flags } = readFlags(parameters, { scope: 'many' });
      const { key, state } = await addApiKey(context, {
        name: positionals[0] ?? '',
        scopes: flags.scope.flatMap((list) => list.split(',')).map((scope) => scope.trim()),
      });
      return [key, `It is shown only now. ${state.name} may: ${state.scopes.join(', ')}.`];
    },
  },
  {
    name: 'api-key list',
    parameters: '',
    description: 'lists the keys, what each may do and when it was last used',
    fewest: 0,
    most: 0,
    async run({ log }) {
      const keys = await log.listApiKeys();
      return keys.map(({ id, name, scopes, createdAt, lastUsedAt, revokedAt }) =>
        [
          id,
          name,
          scopes.join(','),
          `made ${new Date(createdAt).toISOString()}`,
          lastUsedAt === undefined ? 'never used' : `used ${new Date(lastUsedAt).toISOString()}`,
          revokedAt === undefined ? 'active' : 'revoked',
        ].join('\t'),
      );
    },
  },
  {
    name: 'api-key revoke',
    parameters: '<name or id>',
    description: 'closes the door to a key at once',
    fewest: 1,
    most: 1,
    async run(context, [name = '']) {
      const key = await revokeApiKey(context, name);
      return [`${key.name} (${key.id}) is revoked: its next call is turned away.`];
    },
  },
];

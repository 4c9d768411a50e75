import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import { checkNumberInput } from './check-number-input.ts';
import { createCompanyNumberSetup } from './company-number-setup.ts';
import { createExampleReader } from './example-reader.ts';
import { createOwnNumberSetup } from './own-number-setup.ts';

export function createSettingsHandlers(context: Context): HandlersOf<'settings'> {
  const setups = { own: createOwnNumberSetup(context), company: createCompanyNumberSetup(context) };
  const findUserId = () => context.desk().userId;
  const examples = { own: createExampleReader(findUserId), company: createExampleReader(findUserId) };
  return {
    async 'settings:get-number'({ kind }) {
      const number = await setups[kind].find();
      return number === undefined ? {} : { number };
    },
    'settings:read-example': async ({ kind, text }) => examples[kind].read(text),
    async 'settings:save-number'({ kind, ...input }) {
      checkNumberInput(input);
      const result = await setups[kind].save(input, examples[kind].token());
      if (result.isUsable) examples[kind].forget();
      return result;
    },
    'settings:check-number': ({ kind }) => setups[kind].check(),
    async 'settings:remove-number'({ kind }) {
      await setups[kind].remove();
      return {};
    },
  };
}

import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import { createOwnNumberSetup } from './own-number-setup.ts';

export function createSettingsHandlers(context: Context): HandlersOf<'settings'> {
  const setup = createOwnNumberSetup(context);
  return {
    'settings:get-own-number': async () => {
      const ownNumber = context.desk().ownNumber.find();
      return ownNumber === undefined ? {} : { ownNumber };
    },
    'settings:read-example': async ({ text }) => setup.readExample(text),
    'settings:save-own-number': (input) => setup.save(input),
    'settings:check-own-number': () => setup.check(),
    'settings:remove-own-number': async () => {
      await setup.remove();
      return {};
    },
  };
}

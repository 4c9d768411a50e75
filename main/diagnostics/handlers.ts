import { writeFile } from 'node:fs/promises';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

export function createDiagnosticsHandlers(context: Context): HandlersOf<'diagnostics'> {
  return {
    async 'diagnostics:copy'() {
      await context.system.copyText(await writeDiagnostics(context));
      return {};
    },
    async 'diagnostics:save'() {
      const day = new Date(context.now()).toISOString().slice(0, 10);
      const path = await context.system.chooseSavePath(`Colleague Messaging diagnostics ${day}.txt`);
      if (path === undefined) return { isSaved: false };
      const text = await writeDiagnostics(context);
      try {
        await writeFile(path, text, { mode: 0o600 });
      } catch (cause) {
        throw new AppError(
          'internal',
          'The file could not be written there. Choose another folder, or copy the diagnostics instead.',
          { cause },
        );
      }
      return { isSaved: true };
    },
  };
}

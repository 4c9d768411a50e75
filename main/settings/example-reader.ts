import type { ExampleFindings } from '../../shared/ipc/number-views.ts';
import { readExampleText } from '../../shared/whatsapp/example-text.ts';

export type ExampleReader = {
  /** What a pasted example says. Its token stays here: it is shown to nobody and stored nowhere. */
  read(text: string): ExampleFindings;
  /** Of the last example that had one. */
  token(): string | undefined;
  /** Once it has been kept, or the form is done with. */
  forget(): void;
};

/** Reads Meta's example API text for one form of the settings. What one user pasted is nothing to the next. */
export function createExampleReader(findUserId: () => string): ExampleReader {
  let pasted: { readonly userId: string; readonly token: string } | undefined;
  return {
    read(text) {
      const found = readExampleText(text);
      if (found.token !== undefined) pasted = { userId: findUserId(), token: found.token };
      return {
        ...pick(found, ['graphVersion', 'phoneNumberId', 'wabaId', 'testRecipient']),
        hasToken: found.token !== undefined,
        ...(found.token === undefined ? {} : { tokenLast4: found.token.slice(-4) }),
        warnings: [...found.warnings],
      };
    },
    token: () => (pasted?.userId === findUserId() ? pasted.token : undefined),
    forget() {
      pasted = undefined;
    },
  };
}

function pick<Source extends object, Key extends keyof Source>(
  source: Source,
  keys: readonly Key[],
): Pick<Source, Key> {
  return Object.fromEntries(
    keys.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]),
  ) as Pick<Source, Key>;
}

import type { Page } from '@playwright/test';

/** What the window's own bridge answers to any name and input, also to wrong ones, as the page sees it. */
export function askMain(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([called, given]) => {
      const { colleague } = globalThis as unknown as {
        colleague: { call(name: string, input: unknown): Promise<unknown> };
      };
      return colleague.call(called, given).catch((error: unknown) => `thrown: ${String(error)}`);
    },
    [name, input] as const,
  );
}

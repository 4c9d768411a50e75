import type { Page } from '@playwright/test';
import type { Bridge, CallInput, CallName, CallOutput, IpcAnswer } from '../../shared/ipc/types.ts';

/** A call of the window's own bridge, for facts that a screen shows only in part. Throws what main refused. */
export async function callMain<Name extends CallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = await page.evaluate(
    ([called, given]) => {
      // Only the name and the input cross into the page; there the bridge is what the preload put on the window.
      const { colleague } = globalThis as unknown as { colleague: Bridge };
      return colleague.call(called, given as never);
    },
    [name, input] as const,
  );
  // The page answered the call that was named.
  const typed = answer as IpcAnswer<CallOutput<Name>>;
  if (!typed.ok) throw new Error(`${typed.error.code}: ${typed.error.message}`);
  return typed.value;
}

/** Every text of the conversation with a person, oldest first, as the database has it. */
export async function listTexts(page: Page, personName: string): Promise<readonly string[]> {
  const { rows } = await callMain(page, 'conversations:list', { filter: 'all', limit: 100 });
  const row = rows.find((candidate) => candidate.personName === personName);
  if (row === undefined) throw new Error(`There is no conversation with ${personName}.`);
  const { messages } = await callMain(page, 'conversations:list-messages', {
    conversationId: row.id,
    limit: 500,
  });
  return messages.flatMap(({ content }) => (content.type === 'text' ? [content.text] : []));
}

/** How many replies wait in all conversations together. */
export async function countUnread(page: Page): Promise<number> {
  let count = 0;
  let before: string | undefined;
  do {
    const { rows, nextBefore } = await callMain(page, 'conversations:list', {
      filter: 'unread',
      limit: 100,
      ...(before === undefined ? {} : { before }),
    });
    count += rows.reduce((sum, row) => sum + row.unreadCount, 0);
    before = nextBefore;
  } while (before !== undefined);
  return count;
}

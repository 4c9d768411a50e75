import { afterEach, expect, test, vi } from 'vitest';
import { getApp, resetApp } from '../../../../../renderer/store/app-store.ts';
import { goToMessage, openChat } from '../../../../../renderer/store/chat/actions.ts';
import { reloadChat } from '../../../../../renderer/store/chat/reload.ts';
import type { MessageView } from '../../../../../shared/ipc/views.ts';
import { aMessage, conversationId, messageId, sentBy } from '../../words/a-message.ts';

const c = conversationId('c');
const own = (status: MessageView['status']) => aMessage('own', 1, { ...sentBy('priya'), status });

afterEach(() => {
  vi.unstubAllGlobals();
  resetApp();
});

/**
 * Main, which answers with how the message stood when it was asked; `onList` runs when it has read that and the window
 * does not have it yet. Only the order of answers and news matters here, and a real main cannot be told to hold one back.
 */
function startMain(onList: () => void) {
  const main = { status: 'queued' as MessageView['status'], isHeld: true };
  const answer = async (name: string) => {
    if (name === 'conversations:get') return { id: c, personName: 'Sam', unreadCount: 0, draft: '' };
    if (name !== 'conversations:list-messages') return {};
    const page = { messages: [own(main.status)], hasOlder: false, hasNewer: false };
    if (main.isHeld) {
      main.isHeld = false;
      onList();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return page;
  };
  vi.stubGlobal('window', {
    colleague: { call: async (name: string) => ({ ok: true, value: await answer(name) }) },
  });
  vi.stubGlobal('document', { hasFocus: () => true });
  return main;
}

const shown = () => getApp().chat.messages.map(({ status }) => status);

test('a tick that moves while a conversation is being opened is not left behind', async () => {
  const main = startMain(() => {
    main.status = 'accepted';
    void reloadChat({ changedIds: [messageId('own')] });
  });
  await openChat(c);
  await vi.waitFor(() => expect(shown()).toEqual(['accepted']));
});

test('nor is one that moves while another part of the conversation is fetched', async () => {
  const main = startMain(() => {
    main.status = 'read';
    void reloadChat({ changedIds: [messageId('own')] });
  });
  main.isHeld = false;
  await openChat(c);
  expect(shown()).toEqual(['queued']);
  main.isHeld = true;
  await goToMessage(messageId('another'));
  await vi.waitFor(() => expect(shown()).toEqual(['read']));
});

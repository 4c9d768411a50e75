import { expect, test } from 'vitest';
import { isTrustedSender } from '../../../../main/ipc/trusted-sender.ts';

const isOurWindow = (id: number) => id === 7;
const ours = { url: 'app://bundle/index.html', parent: null };

test('our window, its main frame and our page are trusted', () => {
  expect(isTrustedSender({ senderFrame: ours, sender: { id: 7 } }, isOurWindow)).toBe(true);
});

test.each([
  ['a frame that has navigated away', { senderFrame: null, sender: { id: 7 } }],
  ['a frame inside our page', { senderFrame: { ...ours, parent: ours }, sender: { id: 7 } }],
  ['another scheme', { senderFrame: { ...ours, url: 'https://bundle/index.html' }, sender: { id: 7 } }],
  ['another host', { senderFrame: { ...ours, url: 'app://evil/index.html' }, sender: { id: 7 } }],
  ['a local file', { senderFrame: { ...ours, url: 'file:///bundle/index.html' }, sender: { id: 7 } }],
  ['a blank page', { senderFrame: { ...ours, url: 'about:blank' }, sender: { id: 7 } }],
  ['a window that is not ours', { senderFrame: ours, sender: { id: 8 } }],
])('%s is not', (_who, event) => {
  expect(isTrustedSender(event, isOurWindow)).toBe(false);
});

import { expect, test } from 'vitest';
import { buildConnectLink } from '../../../../main/links/connect-link.ts';
import { createLinkInbox } from '../../../../main/links/link-inbox.ts';

const LINK = { relayUrl: 'https://relay.example', code: '7K2M-9QXR-4TBD', agencyName: 'Harper' };
const TEXT = buildConnectLink(LINK);

function createInbox(options: { readonly isSignedIn?: boolean; readonly managedRelayUrl?: string } = {}) {
  const notices: string[] = [];
  let changes = 0;
  const inbox = createLinkInbox({
    allowsLoopback: false,
    managedRelayUrl: options.managedRelayUrl,
    isSignedIn: () => options.isSignedIn ?? false,
    onNotice: (id) => notices.push(id),
    onChanged: () => (changes += 1),
  });
  return { inbox, notices, changes: () => changes };
}

test('a link waits until it is known whether somebody is signed in, then for the user’s word', () => {
  const { inbox, notices, changes } = createInbox();
  inbox.receive(TEXT);
  expect([inbox.find(), changes()]).toEqual([undefined, 0]);
  inbox.start();
  expect([inbox.find(), changes()]).toEqual([LINK, 1]);
  inbox.dismiss();
  expect([inbox.find(), changes(), notices]).toEqual([undefined, 2, []]);
});

test('of several links the last one is asked about', () => {
  const { inbox } = createInbox();
  inbox.receive(buildConnectLink({ ...LINK, code: '0000-0000-0000' }));
  inbox.receive(TEXT);
  inbox.start();
  expect(inbox.find()).toEqual(LINK);
  inbox.receive(buildConnectLink({ ...LINK, agencyName: 'Another' }));
  expect(inbox.find()?.agencyName).toBe('Another');
});

test.each([
  ['that is none', 'colleague://connect', {}, 'link-unusable'],
  ['while somebody is signed in', TEXT, { isSignedIn: true }, 'link-signed-in'],
  [
    'to another relay than the one that is set',
    TEXT,
    { managedRelayUrl: 'https://other.example' },
    'link-other-relay',
  ],
])('a link %s changes nothing and is told', (_what, text, options, notice) => {
  const { inbox, notices } = createInbox(options);
  inbox.start();
  inbox.receive(text);
  expect(inbox.find()).toBeUndefined();
  expect(notices).toEqual([notice]);
});

test('a link to the relay that is set is asked about', () => {
  const { inbox } = createInbox({ managedRelayUrl: LINK.relayUrl });
  inbox.start();
  inbox.receive(TEXT);
  expect(inbox.find()).toEqual(LINK);
});

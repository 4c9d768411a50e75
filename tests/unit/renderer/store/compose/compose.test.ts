import { expect, test } from 'vitest';
import type { ChannelId, PersonKey, RecordId, TemplateId, UserId } from '../../../../../shared/domain/ids.ts';
import type { ConversationRow, PreparedTemplate, TemplateRow } from '../../../../../shared/ipc/views.ts';
import { findOpenThread } from '../../../../../renderer/store/compose/open-thread.ts';
import * as reduce from '../../../../../renderer/store/compose/reduce.ts';
import { filterTemplates } from '../../../../../renderer/store/compose/selectors.ts';
import { findSendTarget } from '../../../../../renderer/store/compose/send-target.ts';
import { initialCompose } from '../../../../../renderer/store/compose/state.ts';

const target = { kind: 'record', recordId: 'r1' as RecordId } as const;
const started = reduce.startCompose(initialCompose, target, {
  e164: '+447700900123',
  channelId: 'ch1' as ChannelId,
});
const prepared = {
  variables: [{ key: 'body:1', place: 'body', name: '1', value: 'Amara', isFallback: false }],
} as unknown as PreparedTemplate; // the template itself is not read here

function aRow(name: string, body: string, notSendableReason?: string): TemplateRow {
  const template = { name, body, language: 'en_GB' };
  return { template, notSendableReason } as unknown as TemplateRow; // the rest is not read here
}

test('templates that can be sent come first, and every word of the search must be found', () => {
  const rows = [aRow('b_one', 'hello'), aRow('a_bad', 'hello', 'Rejected.'), aRow('a_two', 'hello world')];
  expect(filterTemplates(rows, '').map(({ template }) => template.name)).toEqual(['a_two', 'b_one', 'a_bad']);
  expect(filterTemplates(rows, 'HELLO two').map(({ template }) => template.name)).toEqual(['a_two']);
});

test('a form that arrives for a template that is no longer chosen is stale', () => {
  const chosen = reduce.chooseTemplate(started, 't2' as TemplateId);
  expect(reduce.acceptPrepared(chosen, 't1' as TemplateId, prepared)).toBe(chosen);
  expect(reduce.acceptPrepared(chosen, 't2' as TemplateId, prepared)).toMatchObject({
    phase: 'filling',
    values: { 'body:1': 'Amara' },
  });
});

test('templates of another channel do not appear under this one', () => {
  const other = reduce.chooseChannel(started, 'ch2' as ChannelId);
  expect(reduce.acceptTemplates(other, 'ch1' as ChannelId, { rows: [aRow('a', 'b')] })).toBe(other);
});

test('a record is sent to only with a number and a channel', () => {
  expect(findSendTarget(started)).toEqual({ recordId: 'r1', e164: '+447700900123', channelId: 'ch1' });
  expect(findSendTarget({ ...started, e164: undefined })).toBeUndefined();
  expect(findSendTarget({ ...started, channelId: undefined })).toBeUndefined();
});

function aThread(
  id: string,
  channelId: string,
  ownerId: string | undefined,
  closesAt = 1_000,
): ConversationRow {
  return {
    id,
    personKey: 'p1',
    channel: { id: channelId },
    owner: ownerId === undefined ? undefined : { userId: ownerId },
    windowClosesAt: closesAt,
  } as unknown as ConversationRow; // the rest is not read here
}

test.each([
  ['the own one', [aThread('theirs', 'ch1', 'kate'), aThread('mine', 'ch1', 'me')], 'mine'],
  [
    "one that nobody holds before a colleague's",
    [aThread('a', 'ch1', 'kate'), aThread('b', 'ch1', undefined)],
    'b',
  ],
  ["a colleague's", [aThread('theirs', 'ch1', 'kate')], 'theirs'],
  ['none on another channel', [aThread('other', 'ch2', 'me')], undefined],
  ['none whose window has closed', [aThread('closed', 'ch1', 'me', 500)], undefined],
  ['none without conversations', [], undefined],
] as const)('free text is offered in %s', (_what, threads, id) => {
  const state = { ...started, threads, people: { '+447700900123': 'p1' as PersonKey } };
  expect(findOpenThread(state, 'me' as UserId, 500)?.id).toBe(id);
  expect(findOpenThread({ ...state, e164: '+447700900999' }, 'me' as UserId, 500)).toBeUndefined();
});

test('what is found for a target that has been left does not appear under the next', () => {
  const found = { threads: [aThread('mine', 'ch1', 'me')], people: {} };
  expect(reduce.acceptThreads(started, { ...target }, found)).toBe(started);
  expect(reduce.acceptThreads(started, target, found).threads).toHaveLength(1);
});

test('a file that was taken away, or replaced, does not come back when it has been read', () => {
  const [first, second] = [new File(['a'], 'a.pdf'), new File(['b'], 'b.pdf')];
  const reading = reduce.setHeaderFile(started, { file: first, state: 'reading' });
  const ready = { file: first, state: 'ready', attachmentId: 'x' } as const;
  expect(reduce.settleHeaderFile(reading, ready).headerFile).toBe(ready);
  const replaced = reduce.setHeaderFile(reading, { file: second, state: 'reading' });
  expect(reduce.settleHeaderFile(replaced, ready)).toBe(replaced);
  expect(reduce.settleHeaderFile(reduce.setHeaderFile(reading, undefined), ready).headerFile).toBeUndefined();
  expect(reduce.chooseTemplate(reading, 't2' as TemplateId).headerFile).toBeUndefined();
});

test('a template with a document at its top says what is still wrong with it', () => {
  const template = { header: { format: 'document' } };
  const withDocument = { template } as unknown as PreparedTemplate; // nothing else is read here
  const file = new File([''], 'a.pdf');
  const explain = (headerFile: (typeof started)['headerFile']) =>
    reduce.explainHeaderFile({ prepared: withDocument, headerFile });
  expect(explain(undefined)).toMatch(/^This template needs a document/u);
  expect(explain({ file, state: 'reading' })).toBe('The file is being read.');
  expect(explain({ file, state: 'refused', problem: 'Too large.' })).toBe('Too large.');
  expect(explain({ file, state: 'ready', attachmentId: 'x' })).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listTemplates, prepareTemplate, upsertTemplates } from '../../../../main/db/templates.ts';
import type { TemplateId } from '../../../../shared/domain/ids.ts';
import type { Template } from '../../../../shared/domain/template.ts';
import {
  ALICES_NUMBER,
  AMARA_RECORD,
  BEGINNING,
  COMPANY,
  GREETING,
  MINUTE,
  NOW,
  THREAD,
  begin,
  entry,
  tell,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { id, wabaId, name, language } = GREETING;
const SECOND: Template = { ...GREETING, id: 'second' as TemplateId, name: 'a_second', status: 'pending' };

function prepare(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  return db;
}

function list(db: WriteHandle) {
  return listTemplates(db, { channelId: COMPANY.id }).rows.map((row) => [
    row.template.name,
    row.template.status,
    row.notSendableReason,
  ]);
}

describe('listTemplates', () => {
  it('puts those that can be sent first and says of the others why they cannot', () => {
    const db = prepare();
    expect(tell(db, entry(20, 'template.changed', { template: SECOND })).hasTemplateChanges).toBe(true);
    expect(list(db)).toEqual([
      ['greeting', 'approved', undefined],
      ['a_second', 'pending', expect.stringContaining('review')],
    ]);
    expect(listTemplates(db, { channelId: COMPANY.id }).syncedAt).toBe(GREETING.syncedAt);
  });

  it('has none for a channel of another account', () => {
    expect(listTemplates(prepare(), { channelId: ALICES_NUMBER.id })).toEqual({ rows: [] });
  });
});

describe('a change of a single field', () => {
  const change = { id, wabaId, name, language, syncedAt: NOW, status: 'paused' } as const;

  it('is laid over the description, until a newer description comes', () => {
    const db = prepare();
    tell(db, entry(20, 'template.changed', { change }));
    expect(list(db)).toMatchObject([['greeting', 'paused', expect.stringContaining('Paused')]]);
    tell(db, entry(21, 'template.changed', { template: { ...GREETING, syncedAt: NOW + MINUTE } }));
    expect(list(db)).toMatchObject([['greeting', 'approved', undefined]]);
  });

  it('waits for a description that comes later but is older', () => {
    const db = createTestDatabase();
    tell(
      db,
      ...BEGINNING.filter(({ kind }) => kind !== 'template.changed'),
      entry(20, 'template.changed', { change }),
    );
    expect(list(db)).toEqual([]);
    tell(db, entry(5, 'template.changed', { template: GREETING }));
    expect(list(db)).toMatchObject([['greeting', 'paused', expect.anything()]]);
  });
});

describe('upsertTemplates', () => {
  it('greys what Meta no longer has, and brings it back when Meta has it again', () => {
    const db = prepare();
    const later = { ...SECOND, status: 'approved', syncedAt: NOW } as const;
    expect(upsertTemplates(db, { wabaId, templates: [later], now: NOW }).hasTemplateChanges).toBe(true);
    expect(list(db)).toMatchObject([
      ['a_second', 'approved', undefined],
      ['greeting', 'deleted', 'Was deleted at Meta.'],
    ]);
    expect(upsertTemplates(db, { wabaId, templates: [later], now: NOW }).hasTemplateChanges).toBe(false);
    upsertTemplates(db, {
      wabaId,
      templates: [later, { ...GREETING, syncedAt: NOW + MINUTE }],
      now: NOW + MINUTE,
    });
    expect(list(db).map(([, status]) => status)).toEqual(['approved', 'approved']);
  });
});

describe('prepareTemplate', () => {
  it.each([
    ['the record', { recordId: AMARA_RECORD.id }],
    ['the conversation’s record', { conversationId: THREAD.conversationId }],
  ])('fills the variables from %s and the user', (_name, source) => {
    const prepared = prepareTemplate(prepare(), { templateId: id, ...source });
    expect(prepared.variables).toMatchObject([
      { key: 'body:1', mergeCode: 'KNOWNAS', value: 'Amara', isFallback: false },
      { key: 'body:2', mergeCode: 'CONSULTANTUSERNAME', value: 'Alice Marsh', isFallback: false },
    ]);
    expect(prepared.rendered).toMatchObject({
      header: 'Job Opportunity',
      body: 'Hi Amara, this is Alice Marsh. May I tell you about a role?',
    });
  });

  it('uses the fallback without a record, so that nobody is greeted with "Hi ,"', () => {
    const prepared = prepareTemplate(prepare(), { templateId: id });
    expect(prepared.variables[0]).toMatchObject({ value: 'there', isFallback: true });
  });

  it('throws for a template that is not there, and before anybody has signed in', () => {
    expect(() => prepareTemplate(prepare(), { templateId: 'gone' as TemplateId })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    const db = createTestDatabase();
    tell(db, ...BEGINNING);
    expect(() => prepareTemplate(db, { templateId: id })).toThrow(
      expect.objectContaining({ code: 'not-signed-in' }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  describeInfo,
  describePricing,
  formatPence,
  nameCostTable,
} from '../../../../renderer/words/info-words.ts';
import { formatDate } from '../../../../renderer/words/time-words.ts';
import type { MessageContent } from '../../../../shared/domain/message-content.ts';
import type { MessageInfo } from '../../../../shared/ipc/views.ts';
import { NOON, aMessage, messageId, sentBy } from './a-message.ts';

const INFO: MessageInfo = {
  messageId: messageId('m'),
  wamid: 'wamid.M',
  channel: { kind: 'company', name: 'Agency number', phoneNumber: '0113 496 0000' },
  pricing: { category: 'marketing', type: 'regular' },
  estimate: { pence: 4, asOf: NOON },
};

const TEMPLATE: MessageContent = {
  type: 'template',
  templateId: 't',
  name: 'job_opportunity',
  language: 'en_GB',
  category: 'marketing',
  values: {},
  rendered: { body: 'Hi', buttons: [] },
};

describe('describeInfo', () => {
  it('lists every step in its order with its full time, the template, the sender, the cost and the ids', () => {
    const message = aMessage('m', 0, {
      ...sentBy('Priya'),
      content: TEMPLATE,
      status: 'read',
      statusTimes: {
        read: NOON + 9_000,
        queued: NOON,
        sent: NOON + 2_000,
        unconfirmed: NOON + 1_000,
        delivered: NOON + 3_000,
      },
    });
    const parts = Object.fromEntries(
      describeInfo(message, INFO).map(({ title, lines }) => [
        title,
        lines.map(({ name, value }) => `${name}: ${value}`),
      ]),
    );
    expect(parts).toEqual({
      'How far it came': [
        'Written: Sun, 22 Nov 2026, 12:00:00',
        'Not confirmed: Sun, 22 Nov 2026, 12:00:01',
        'Sent: Sun, 22 Nov 2026, 12:00:02',
        'Delivered: Sun, 22 Nov 2026, 12:00:03',
        'Read: Sun, 22 Nov 2026, 12:00:09',
      ],
      Template: ['Name: job_opportunity', 'Category: Marketing', 'Language: en_GB'],
      Sent: ['By: Priya', 'From: Agency number · 0113 496 0000'],
      Cost: [
        'Meta says: Charged as marketing',
        `Estimate: 4p, by your agency’s table as of ${formatDate(NOON)}`,
      ],
      'For support': ['Our id: m', 'Meta’s id: wamid.M'],
    });
  });

  it('tells of an inbound message when and on which number, and of no cost', () => {
    const titles = describeInfo(aMessage('m', 0), INFO).map(({ title }) => title);
    expect(titles).toEqual(['Received', 'Sent', 'For support']);
  });

  it('offers Meta’s trace of a failure for copying', () => {
    const failure = { sentence: 'No.', advice: 'Wait.', canRetry: false, traceId: 'Abc' };
    const message = aMessage('m', 0, { ...sentBy('Priya'), status: 'failed', failure });
    const lines = describeInfo(message, undefined).flatMap((part) => part.lines);
    expect(lines).toContainEqual({ name: 'Meta’s trace', value: 'Abc', copy: 'Abc' });
  });
});

describe('describePricing', () => {
  it.each([
    [{ category: 'marketing', type: 'regular' }, 'Charged as marketing'],
    [
      { category: 'authentication-international', type: 'regular' },
      'Charged as authentication international',
    ],
    [{ category: 'service', type: 'free_customer_service' }, 'Free: inside the service window (service)'],
    [
      { category: 'utility', type: 'free_entry_point' },
      'Free: the person came from an advertisement (utility)',
    ],
    [{ category: 'utility', type: 'regular', isBillable: false }, 'Free (utility)'],
  ])('says %o as "%s"', (pricing, words) => {
    expect(describePricing(pricing)).toBe(words);
  });
});

it('an estimate by the table that comes with the app says so', () => {
  expect(nameCostTable(undefined)).toBe('by the table that comes with the app');
});

describe('formatPence', () => {
  it.each([
    [4, '4p'],
    [6.35, '6.35p'],
    [0, '0p'],
    [120, '£1.20'],
  ])('writes %s as %s', (pence, words) => {
    expect(formatPence(pence)).toBe(words);
  });
});

import { describe, expect, it } from 'vitest';
import { decideOutcome, type OutcomeFacts } from '../../../../simulator/delivery/decide-outcome.ts';

const template: OutcomeFacts = {
  script: 'normal',
  type: 'template',
  templateCategory: 'MARKETING',
  isWindowOpen: false,
  hasStoppedMarketing: false,
  sendsReadReceipts: true,
  isInUnitedStates: false,
  isMediaDisguised: false,
  isReactionTargetKnown: true,
  forced: undefined,
};
const text: OutcomeFacts = { ...template, type: 'text', templateCategory: undefined, isWindowOpen: true };
const summary = (facts: OutcomeFacts): string =>
  decideOutcome(facts)
    .steps.map((step) => (step.code === undefined ? step.status : `${step.status} ${step.code}`))
    .join(', ');

describe('what becomes of an accepted message', () => {
  it.each<[string, OutcomeFacts, string]>([
    ['a template to anybody', template, 'sent, delivered, read'],
    [
      'a template to somebody without read receipts',
      { ...template, sendsReadReceipts: false },
      'sent, delivered',
    ],
    ['text in the window', text, 'sent, delivered, read'],
    ['text outside the window', { ...text, isWindowOpen: false }, 'failed 131047'],
    ['anything to …001', { ...text, script: 'not-on-whatsapp' }, 'failed 131026'],
    ['marketing to …002', { ...template, script: 'opted-out' }, 'failed 131050'],
    [
      'utility to …002',
      { ...template, script: 'opted-out', templateCategory: 'UTILITY' },
      'sent, delivered, read',
    ],
    ['marketing after the person stopped it', { ...template, hasStoppedMarketing: true }, 'failed 131050'],
    ['marketing to …003', { ...template, script: 'ecosystem' }, 'failed 131049'],
    ['marketing to the United States', { ...template, isInUnitedStates: true }, 'failed 131049'],
    ['a template to …004', { ...template, script: 'read-without-delivered' }, 'sent, read'],
    ['a template to …005', { ...template, script: 'never-delivered' }, 'sent'],
    [
      'a template to …006',
      { ...template, script: 'duplicated-and-reversed' },
      'read, read, delivered, delivered, sent, sent',
    ],
    ['a template to …010', { ...template, script: 'held' }, 'failed 132015'],
    ['text to …010', { ...text, script: 'held' }, 'sent, delivered, read'],
    ['a reaction', { ...text, type: 'reaction' }, 'sent'],
    [
      'a reaction to an unknown message',
      { ...text, type: 'reaction', isReactionTargetKnown: false },
      'failed 131009',
    ],
    ['a file that is not what it says', { ...text, type: 'image', isMediaDisguised: true }, 'failed 131053'],
    [
      'a message with an ordered failure',
      { ...text, forced: { code: 131042, details: undefined } },
      'failed 131042',
    ],
    ['a message with an ordered silence', { ...text, forced: 'silent' }, ''],
  ])('%s', (_what, facts, expected) => {
    expect(summary(facts)).toBe(expected);
  });

  it('delays everything to …007 by 30 seconds', () => {
    const delays = (script: OutcomeFacts['script']): number[] =>
      decideOutcome({ ...template, script }).steps.map((step) => step.afterMs);
    expect(delays('delayed')).toEqual(delays('normal').map((delay) => delay + 30_000));
  });

  it.each<[OutcomeFacts['script'], boolean]>([
    ['normal', true],
    ['read-without-delivered', true],
    ['never-delivered', false],
    ['not-on-whatsapp', false],
  ])('shows a message to a %s phone: %s', (script, arrives) => {
    expect(decideOutcome({ ...template, script }).arrivesAfterMs !== undefined).toBe(arrives);
  });
});

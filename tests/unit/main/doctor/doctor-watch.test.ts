import { expect, test } from 'vitest';
import { findingsOf } from '../../../../main/doctor/doctor-watch.ts';
import { THIS_COMPUTER } from '../../../../main/doctor/run-doctor.ts';
import type { DoctorStep } from '../../../../shared/domain/doctor.ts';

const find = (title: string, step: DoctorStep) => [
  ...findingsOf({ sections: [{ title, steps: [step] }], verdict: step.verdict, ranAt: 0, appVersion: '1' }),
];
const failed = (label: string): DoctorStep => ({ label, verdict: 'failed', detail: 'x' });

test.each<[string, string, DoctorStep, string[]]>([
  ['a computer that is offline', THIS_COMPUTER, failed('Live connection'), []],
  ['a relay that is away', 'The relay', failed('Relay'), []],
  ['a signature that fails', 'The relay', failed('Signatures'), ['doctor-failed']],
  ['a token that is refused', 'Your own number', failed('Token'), ['doctor-failed']],
  ['a warning', 'Sending', { label: 'Variables', verdict: 'warning', detail: 'x' }, []],
  [
    'a token that ends',
    'The company’s number',
    { label: 'Token', verdict: 'warning', detail: 'Expires in 9 days.' },
    ['token-ends'],
  ],
  ['all well', 'Sending', { label: 'x', verdict: 'ok', detail: 'x' }, []],
])('%s is told rightly without being asked', (_what, title, step, findings) => {
  expect(find(title, step)).toEqual(findings);
});

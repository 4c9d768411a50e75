import type { PersonSeed } from './world/world.ts';

/** Named people on drama-range numbers; 001 to 010 are the scripted ones, and a few answer by themselves. */
export const demoPeople: readonly PersonSeed[] = [
  { phone: '447700900001', name: 'Nora Whitlock' },
  { phone: '447700900002', name: 'Owen Marsh' },
  { phone: '447700900003', name: 'Erin Fairley' },
  { phone: '447700900004', name: 'Reza Karimi' },
  { phone: '447700900005', name: 'Una Delaney' },
  { phone: '447700900006', name: 'Duncan Reid' },
  { phone: '447700900007', name: 'Lena Brooks' },
  { phone: '447700900008', name: 'Maya', username: 'maya.codes' },
  { phone: '447700900009', name: 'Callum Price' },
  { phone: '447700900010', name: 'Hettie Stone' },
  {
    phone: '447700900456',
    name: 'Sam Taylor',
    autoAnswers: [
      {
        templateName: 'job_opportunity',
        delayMs: 8_000,
        buttonText: 'Yes, tell me more',
        texts: ['I can start in two weeks 👍'],
      },
    ],
  },
  {
    phone: '447700900457',
    name: 'Aisha Khan',
    autoAnswers: [{ templateName: 'gdpr_consent_request', delayMs: 6_000, texts: ['Yes'] }],
  },
  { phone: '447700900458', name: 'Tomasz Nowak' },
  { phone: '447700900459', name: 'Grace O’Connor', sendsReadReceipts: false },
  { phone: '447700900460', name: 'Jürgen Weiß' },
];

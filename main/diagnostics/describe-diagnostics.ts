import type { Preferences } from '../../shared/domain/preferences.ts';
import type { DoctorReport } from '../../shared/ipc/number-views.ts';
import type { Connection } from '../../shared/ipc/views.ts';
import { redact } from '../../shared/redact.ts';
import type { RowCounts } from '../db/count-rows.ts';
import type { Crashes } from '../recovery/crash-record.ts';

/** What stands in the file. No name, number, text, address of a person or token is among it: not the agency's name either. */
export type DiagnosticFacts = {
  readonly at: number;
  readonly startedAt: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** Nobody is signed in where it is undefined. */
  readonly account:
    | {
        /** The relay's host, without path. */
        readonly relay: string;
        readonly userId: string;
        readonly deviceId: string;
        readonly role: string;
        readonly hasOwnNumber: boolean;
      }
    | undefined;
  readonly connection: Connection['state'];
  readonly isSecretsKept: boolean;
  readonly canNotify: boolean;
  readonly preferences: Preferences;
  readonly managed: readonly string[];
  readonly notices: readonly string[];
  readonly crashes: Crashes;
  /** Why there is none, where it could not be had. */
  readonly doctor: DoctorReport | string;
  readonly rows: RowCounts | string;
  readonly lines: readonly string[];
};

/** The diagnostics as text. `redact` goes over all of it once more. */
export function describeDiagnostics(facts: DiagnosticFacts): string {
  const { account } = facts;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['App', [...listPairs(facts.versions), `memory: ${facts.memoryMb} MB`, describeRun(facts)]],
    [
      'Account',
      account === undefined
        ? ['nobody is signed in']
        : [...listPairs(account), `connection: ${facts.connection}`],
    ],
    [
      'Settings',
      [
        ...listPairs(facts.preferences),
        `managed: ${facts.managed.join(', ') || 'nothing'}`,
        `keychain: ${facts.isSecretsKept ? 'kept' : 'not kept'}`,
        `notifications: ${facts.canNotify ? 'possible' : 'not possible'}`,
        `notices: ${facts.notices.join(', ') || 'none'}`,
      ],
    ],
    ['Went down', listPairs(facts.crashes)],
    ['Doctor', typeof facts.doctor === 'string' ? [facts.doctor] : listVerdicts(facts.doctor)],
    ['Database', typeof facts.rows === 'string' ? [facts.rows] : listPairs(facts.rows)],
    ['Last lines of the log', facts.lines],
  ];
  const text = parts.flatMap(([title, lines]) => ['', title, ...lines.map((line) => `  ${line}`)]);
  return redact(['Colleague Messaging: diagnostics without personal data', ...text, ''].join('\n'));
}

function listPairs(values: object): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
}

function describeRun({ at, startedAt }: DiagnosticFacts): string {
  return `written: ${new Date(at).toISOString()}, running for ${Math.round((at - startedAt) / 60_000)} minutes`;
}

/** The verdicts alone: a detail may name a number, and behind a colon stands the name of a channel, which is a person's. */
function listVerdicts({ sections }: DoctorReport): readonly string[] {
  return sections.flatMap(({ title, steps }) =>
    steps.map(({ label, verdict }) => `${verdict}: ${title}, ${label.split(':')[0]}`),
  );
}

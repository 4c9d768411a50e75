import { AppError } from '../../shared/domain/app-error.ts';
import type { Context } from '../context.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import { describeDiagnostics } from './describe-diagnostics.ts';

const DOCTOR_LIMIT_MS = 8_000;

/** The text of the diagnostics. Whatever cannot be looked at is said in its place: this is for when things go wrong. */
export async function writeDiagnostics(context: Context): Promise<string> {
  const desk = context.findDesk();
  const { system } = context;
  const settled = <Value>(asked: Promise<Value>) => asked.catch((error: unknown) => explain(error));
  const [doctor, rows] = await Promise.all([
    desk === undefined ? 'nobody is signed in' : settled(withinLimit(runDoctor(context))),
    desk === undefined ? 'not open' : settled(desk.db.countRows()),
  ]);
  return describeDiagnostics({
    at: context.now(),
    ...context.run.describe(),
    account: desk && {
      relay: new URL(desk.relayUrl).host,
      userId: desk.userId,
      deviceId: desk.deviceId,
      role: desk.user().role,
      hasOwnNumber: desk.ownNumber.find() !== undefined,
    },
    connection: desk?.connection().state ?? 'signed-out',
    isSecretsKept: await system.isSecretsKept().catch(() => false),
    canNotify: system.canNotify(),
    preferences: context.preferences.get(),
    managed: context.managed.preferences,
    notices: context.notices.list().map(({ id }) => id),
    doctor,
    rows,
  });
}

function explain(error: unknown): string {
  return `could not be asked (${error instanceof AppError ? error.code : 'internal'})`;
}

/** Somebody waits for the file: what has not answered by then is said to be missing. */
async function withinLimit<Value>(asked: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('relay-unreachable', 'Too late.')), DOCTOR_LIMIT_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

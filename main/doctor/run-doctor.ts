import { AppError } from '../../shared/domain/app-error.ts';
import { type DoctorSection, type DoctorStep, judgeAll } from '../../shared/domain/doctor.ts';
import type { DoctorReport } from '../../shared/ipc/number-views.ts';
import { doctorResponseSchema, messagingUsageSchema } from '../../shared/protocol/http.ts';
import { examineCallback } from '../../shared/whatsapp/examine-callback.ts';
import { checkNumber } from '../../shared/whatsapp/number-check.ts';
import type { Context, Desk } from '../context.ts';
import { examineDesktop } from './examine-desktop.ts';
import { examineTemplates } from './examine-templates.ts';

/** The section about the desktop itself. */
export const THIS_COMPUTER = 'This computer';

type Relay = {
  readonly answer?: Awaited<ReturnType<typeof askRelay>>;
  readonly steps: readonly DoctorStep[];
};

/** Looks at every hop from this computer to Meta. A hop that cannot be reached is a finding, never an error. */
export async function runDoctor(context: Context): Promise<DoctorReport> {
  const desk = context.desk();
  const relay = await examineRelay(context, desk);
  const sections: DoctorSection[] = [
    section(
      THIS_COMPUTER,
      examineDesktop({
        connection: desk.connection(),
        isSecretsKept: await context.system.isSecretsKept(),
        canNotify: context.system.canNotify(),
        hasNotifications: context.preferences.get().hasNotifications,
        clockSkewMs: relay.answer && context.now() - relay.answer.serverTime,
      }),
    ),
    section('The relay', relay.steps),
  ];
  if (relay.answer !== undefined && relay.answer.company.length > 0) {
    sections.push(section('The company’s number', relay.answer.company));
  }
  const own = await examineOwnNumber(context, desk, relay.answer?.callbackUrl);
  if (own !== undefined) sections.push(section('Your own number', own));
  sections.push(
    section('Sending', [
      ...(await examineRestrictions(context, desk)),
      ...(await examineLimit(desk)),
      ...(await examineAllTemplates(context, desk)),
    ]),
  );
  return {
    sections,
    verdict: judgeAll(sections.flatMap(({ steps }) => steps)),
    ranAt: context.now(),
    appVersion: context.system.appVersion,
  };
}

function section(title: string, steps: readonly DoctorStep[]): DoctorSection {
  return { title, steps: [...steps] };
}

function askRelay(desk: Desk) {
  return desk.relay.request({ method: 'GET', path: '/v1/doctor', answer: doctorResponseSchema });
}

async function examineRelay(context: Context, desk: Desk): Promise<Relay> {
  const label = 'Relay';
  try {
    const answer = await askRelay(desk);
    const detail = `Reached, version ${answer.relayVersion}.`;
    return { answer, steps: [{ label, verdict: 'ok', detail }, ...answer.webhooks] };
  } catch (error) {
    context.log.warn('the doctor did not reach the relay', {
      code: error instanceof AppError ? error.code : 'internal',
    });
    return { steps: [{ label, verdict: 'failed', detail: explain(error) }] };
  }
}

async function examineOwnNumber(
  context: Context,
  desk: Desk,
  callbackUrl: string | undefined,
): Promise<readonly DoctorStep[] | undefined> {
  const kept = desk.ownNumber.find();
  if (kept === undefined) return undefined;
  const token = await desk.ownNumber.findToken().catch(() => undefined);
  if (token === undefined) {
    const detail =
      'Its token is not on this computer any more. Paste it again under Settings → Your own number.';
    return [{ label: 'Token', verdict: 'failed', detail }];
  }
  const graph = desk.createGraph({ graphVersion: kept.graphVersion, token });
  const { steps } = await checkNumber({ graph, ...kept, now: context.now() });
  if (callbackUrl === undefined) return steps;
  const phone = encodeURIComponent(kept.phoneNumberId);
  const callback = await graph.get(phone, { fields: 'webhook_configuration' });
  return [...steps, examineCallback(callback, callbackUrl)];
}

const USED_WARNING = 0.8;

async function examineLimit(desk: Desk): Promise<readonly DoctorStep[]> {
  const label = 'Messaging limit';
  try {
    const { used, limit } = await desk.relay.request({
      method: 'GET',
      path: '/v1/limits',
      answer: messagingUsageSchema,
    });
    if (limit === undefined)
      return [{ label, verdict: 'ok', detail: `${used} people in the last 24 hours; Meta names no limit.` }];
    const detail = `${used} of ${limit} people in the last 24 hours.`;
    if (used < limit * USED_WARNING) return [{ label, verdict: 'ok', detail }];
    const advice =
      'Replies in open conversations are not limited; new ones wait until tomorrow. Meta raises the limit by itself for numbers of good quality.';
    return [{ label, verdict: used >= limit ? 'failed' : 'warning', detail: `${detail} ${advice}` }];
  } catch (error) {
    return [{ label, verdict: 'warning', detail: explain(error) }];
  }
}

/** What Meta has said of the accounts in webhooks. */
async function examineRestrictions(context: Context, desk: Desk): Promise<readonly DoctorStep[]> {
  const { channels } = await desk.db.getFrame();
  return channels.flatMap(({ name, restriction }) =>
    restriction === undefined || (restriction.until ?? Infinity) <= context.now()
      ? []
      : [{ label: `Restriction: ${name}`, verdict: 'failed' as const, detail: restriction.sentence }],
  );
}

async function examineAllTemplates(context: Context, desk: Desk): Promise<readonly DoctorStep[]> {
  const { channels } = await desk.db.getFrame();
  const steps = await Promise.all(
    channels.map(async ({ id, name }) => {
      const found = examineTemplates(await desk.db.listTemplates({ channelId: id }), context.now());
      return channels.length === 1
        ? found
        : found.map((step) => ({ ...step, label: `${step.label}: ${name}` }));
    }),
  );
  if (channels.length > 0) return steps.flat();
  const detail = 'No number is set up for you: the Message menu offers SMS alone.';
  return [{ label: 'WhatsApp', verdict: 'warning', detail }];
}

function explain(error: unknown): string {
  return error instanceof AppError ? error.message : 'This could not be looked at. Try again.';
}

import type { Simulation } from '../simulation.ts';
import type { AcceptedMessage, Person, PhoneNumber } from '../world/entities.ts';
import { answerByItself } from '../inbound/answer-by-itself.ts';
import { changeNumber } from '../inbound/change-number.ts';
import { buildPricing } from './build-pricing.ts';
import { buildStatusUpdate } from './build-status.ts';
import type { Outcome, StatusStep } from './decide-outcome.ts';
import { putOnPhone } from './put-on-phone.ts';

export type DeliveryJob = {
  readonly message: AcceptedMessage;
  readonly person: Person;
  readonly phoneNumber: PhoneNumber;
  readonly outcome: Outcome;
};

/** Lets an accepted message run its course: statuses, the bubble on the phone, and what the person then does by itself. */
export function startDelivery(simulation: Simulation, job: DeliveryJob): void {
  for (const step of job.outcome.steps)
    simulation.clock.after(step.afterMs, () => emitStatus(simulation, job, step));
  const { arrivesAfterMs } = job.outcome;
  if (arrivesAfterMs !== undefined) simulation.clock.after(arrivesAfterMs, () => arrive(simulation, job));
}

/** As `startDelivery`, but the first status is posted and answered before this resolves: it overtakes the HTTP response. */
export async function startDeliveryStatusFirst(simulation: Simulation, job: DeliveryJob): Promise<void> {
  const [first, ...rest] = job.outcome.steps;
  if (first !== undefined) await simulation.webhooks.emitNow(buildUpdate(simulation, job, first));
  startDelivery(simulation, { ...job, outcome: { ...job.outcome, steps: rest } });
}

function emitStatus(simulation: Simulation, job: DeliveryJob, step: StatusStep): void {
  simulation.webhooks.emit(buildUpdate(simulation, job, step));
}

function buildUpdate(
  simulation: Simulation,
  job: DeliveryJob,
  step: StatusStep,
): ReturnType<typeof buildStatusUpdate> {
  const { message, person, phoneNumber } = job;
  const now = simulation.clock.now();
  message.statuses.push({
    status: step.status,
    at: now,
    ...(step.code === undefined ? {} : { code: step.code }),
  });
  // `pricing` comes once, with sent or a later status (reference section 6.6).
  const tellsPrice =
    step.status !== 'failed' &&
    !message.hasPriceBeenTold &&
    (step.status !== 'sent' || simulation.random.chance(0.5));
  if (tellsPrice) message.hasPriceBeenTold = true;
  const pricing = tellsPrice ? buildPricing(message, phoneNumber) : undefined;
  simulation.notify(person.id);
  return buildStatusUpdate(simulation.world, { message, person, phoneNumber, step, pricing, now });
}

function arrive(simulation: Simulation, job: DeliveryJob): void {
  const { message, person, phoneNumber } = job;
  putOnPhone(person, message, simulation.clock.now());
  simulation.notify(person.id);
  if (person.script === 'changes-number' && !person.hasChangedNumber)
    changeNumber(simulation, person, phoneNumber, nextNumber(person.phone));
  if (message.template !== undefined) answerByItself(simulation, person, phoneNumber, message);
}

// …009 becomes …109: still in the drama range, and no longer scripted.
function nextNumber(digits: string): string {
  return `${digits.slice(0, -3)}${digits.at(-3) === '1' ? '2' : '1'}${digits.slice(-2)}`;
}

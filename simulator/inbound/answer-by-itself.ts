import type { Simulation } from '../simulation.ts';
import type { AcceptedMessage, Person, PhoneNumber } from '../world/entities.ts';
import { receive } from './receive.ts';
import { buildTap } from './build-tap.ts';

const BETWEEN_TEXTS_MS = 1_500;

/** After a template has arrived: taps the button and writes the texts of every rule that fits, each after its delay. */
export function answerByItself(
  simulation: Simulation,
  person: Person,
  phoneNumber: PhoneNumber,
  message: AcceptedMessage,
): void {
  for (const rule of person.autoAnswers) {
    if (rule.templateName !== undefined && rule.templateName !== message.template?.name) continue;
    const button = message.template?.rendered.buttons.find(
      (candidate) => candidate.kind === 'QUICK_REPLY' && candidate.text === rule.buttonText,
    );
    if (button !== undefined) {
      simulation.clock.after(rule.delayMs, () =>
        receive(simulation, person, phoneNumber, buildTap(phoneNumber, message.id, button)),
      );
    }
    for (const [index, text] of rule.texts.entries()) {
      const delayMs = rule.delayMs + (index + (button === undefined ? 0 : 1)) * BETWEEN_TEXTS_MS;
      simulation.clock.after(delayMs, () =>
        receive(simulation, person, phoneNumber, {
          type: 'text',
          payload: { text: { body: text } },
          context: undefined,
          omits: [],
          quotedId: undefined,
        }),
      );
    }
  }
}

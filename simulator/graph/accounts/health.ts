import type { Simulation } from '../../simulation.ts';
import type { Json, PhoneNumber, Waba } from '../../world/entities.ts';

const ranks = ['AVAILABLE', 'LIMITED', 'BLOCKED'] as const;

/** `health_status` of a number or an account: the summary is the worst of its entities (reference section 5.2). */
export function describeHealth(
  simulation: Simulation,
  waba: Waba,
  phoneNumber: PhoneNumber | undefined,
): Json {
  const { business, app } = simulation.world;
  const numberState =
    phoneNumber?.status === 'CONNECTED'
      ? 'AVAILABLE'
      : phoneNumber?.status === 'FLAGGED'
        ? 'LIMITED'
        : 'BLOCKED';
  const payment = {
    errors: [
      {
        error_code: 141006,
        error_description: 'Payment method missing.',
        possible_solution: 'Add a payment method.',
      },
    ],
  };
  const entities = [
    ...(phoneNumber === undefined
      ? []
      : [{ entity_type: 'PHONE_NUMBER', id: phoneNumber.id, can_send_message: numberState }]),
    {
      entity_type: 'WABA',
      id: waba.id,
      can_send_message: waba.canSendMessage,
      ...(waba.canSendMessage === 'BLOCKED' ? payment : {}),
    },
    { entity_type: 'BUSINESS', id: business.id, can_send_message: 'AVAILABLE' },
    { entity_type: 'APP', id: app.id, can_send_message: 'AVAILABLE' },
  ];
  const worst =
    ranks.findLast((rank) => entities.some((entity) => entity.can_send_message === rank)) ?? 'AVAILABLE';
  return { can_send_message: worst, entities };
}

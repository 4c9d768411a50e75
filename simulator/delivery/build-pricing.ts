import type { AcceptedMessage, Json, PhoneNumber } from '../world/entities.ts';

/** Free service messages per number and month since 1 October 2026 (reference section 8.6). */
const FREE_SERVICE_MESSAGES = 1_000;

/** The `pricing` block of one delivered message; counts the free allowance of the number. */
export function buildPricing(message: AcceptedMessage, phoneNumber: PhoneNumber): Json {
  if (message.template !== undefined)
    return {
      billable: true,
      pricing_model: 'PMP',
      type: 'regular',
      category: message.template.category.toLowerCase(),
    };
  phoneNumber.freeServiceMessagesUsed += 1;
  const isFree = phoneNumber.freeServiceMessagesUsed <= FREE_SERVICE_MESSAGES;
  return {
    billable: !isFree,
    pricing_model: 'PMP',
    type: isFree ? 'free_customer_service' : 'regular',
    category: 'service',
  };
}

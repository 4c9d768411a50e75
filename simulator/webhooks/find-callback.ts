import type { CallbackOverride } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import type { Update } from './update.ts';

/** The callback that hears of an update, or why nobody does. */
export type CallbackChoice =
  | { readonly url: string }
  | { readonly reason: 'account-not-subscribed' | 'field-not-subscribed' | 'no-callback' };

/** Phone before account before app; nothing at all unless the account is subscribed to the app (reference section 5.4). */
export function findCallback(world: World, update: Update): CallbackChoice {
  const waba = world.wabas.get(update.wabaId);
  if (waba === undefined || !waba.isAppSubscribed) return { reason: 'account-not-subscribed' };
  if (!world.app.fields.includes(update.field)) return { reason: 'field-not-subscribed' };
  const phoneNumber =
    update.phoneNumberId === undefined ? undefined : world.phoneNumbers.get(update.phoneNumberId);
  const callback: CallbackOverride | undefined =
    phoneNumber?.callbackOverride ?? waba.callbackOverride ?? world.app.callback;
  return callback === undefined ? { reason: 'no-callback' } : { url: callback.url };
}

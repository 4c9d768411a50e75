import type { CallName, EventName } from './types.ts';

/*
 * The names alone, without the schemas: the preload must stay small, and it lets nothing through that is not named
 * here. `satisfies` and the test of the contract keep both lists the same.
 */
export const CALL_NAMES = [
  'app:get-snapshot',
  'app:copy-text',
  'app:dismiss-notice',
  'app:open-link',
  'account:enrol',
  'account:sign-out',
  'account:dismiss-link',
  'network:give-proxy-password',
  'network:dismiss-proxy-question',
  'records:list',
  'records:get',
  'records:list-history',
  'records:open-sms',
  'conversations:list-for-record',
  'conversations:list',
  'conversations:get',
  'conversations:list-messages',
  'conversations:find-messages',
  'conversations:take',
  'conversations:mark-read',
  'conversations:save-draft',
  'conversations:set-open',
  'messages:send-text',
  'messages:send-template',
  'messages:retry',
  'media:fetch',
  'media:save',
  'media:open',
  'templates:list',
  'templates:refresh',
  'templates:prepare',
  'templates:save-mapping',
  'notifications:list',
  'notifications:mark-all-read',
  'consents:set',
  'preferences:save',
  'guide:get-progress',
  'guide:save-progress',
  'guide:get-webhook',
  'doctor:run',
  'doctor:copy-report',
  'administration:get',
  'administration:create-code',
  'administration:revoke-device',
  'administration:set-visibility',
  'administration:add-user',
  'administration:change-user',
  'administration:deactivate-user',
  'administration:reactivate-user',
  'administration:add-team',
  'administration:remove-team',
  'settings:get-number',
  'settings:read-example',
  'settings:save-number',
  'settings:check-number',
  'settings:remove-number',
] as const satisfies readonly CallName[];

export const EVENT_NAMES = [
  'changes:published',
  'connection:changed',
  'media:progressed',
  'navigation:open-conversation',
  'navigation:open-replies',
  'navigation:open-settings',
] as const satisfies readonly EventName[];

/** The channel of every call and of every event on Electron's side. */
export const CALL_CHANNEL = 'colleague:call';
export const EVENT_CHANNEL = 'colleague:event';

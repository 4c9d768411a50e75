/**
 * Entries that no desktop reads: webhooks that we did not understand, the company's own settings and the agency's, its
 * teams, and every single change of a consent (desktops have the present one, in `consent.changed`; the CRM's histories
 * tell them all). They are left out to save the reading; what may leave is said in relay/access/sight.ts.
 */
export const RELAY_ONLY_KINDS = [
  'webhook.other',
  'company.changed',
  'settings.changed',
  'team.changed',
  'consent.recorded',
] as const;

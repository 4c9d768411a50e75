/**
 * Entries that no desktop reads: webhooks that we did not understand, the company's own settings, and every single change
 * of a consent (desktops have the present one, in `consent.changed`; the CRM's histories tell them all).
 */
export const RELAY_ONLY_KINDS = ['webhook.other', 'company.changed', 'consent.recorded'] as const;

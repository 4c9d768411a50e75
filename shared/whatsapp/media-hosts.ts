import { z } from 'zod';

/** The hosts that Meta's files come from. Source: Meta, media (lookaside.fbsbx.com); the rest are its own too. */
const META_HOSTS =
  /^https:\/\/(?:[\w-]+\.)*(?:fbsbx\.com|facebook\.com|whatsapp\.net|fbcdn\.net)(?::443)?\//i;

/**
 * Whether a link to a file, or a redirect from one, leads to Meta: only then may it be asked with a token. `graphUrl`, where
 * the Graph API was put elsewhere (the simulator), counts as Meta's too. A link with user-info never does.
 */
export function isMetaMediaUrl(url: string, graphUrl: string | undefined): boolean {
  if (!z.url({ protocol: /^https?$/ }).safeParse(url).success) return false;
  if (META_HOSTS.test(url)) return true;
  return graphUrl !== undefined && url.startsWith(`${graphUrl.replace(/\/+$/, '')}/`);
}

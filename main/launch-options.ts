import { checkServiceUrl, isLoopbackUrl } from './account/service-url.ts';
import { findLink } from './links/connect-link.ts';

export type LaunchOptions = {
  /** A `colleague:` link, as it came: nothing about it has been checked. */
  readonly link: string | undefined;
  /** Relay and code to enrol with at first start, as a provisioning would give them. */
  readonly enrolment: { readonly relayUrl: string; readonly code: string } | undefined;
  /** Where Meta is; undefined for Meta's own address. */
  readonly graphUrl: string | undefined;
  /** A folder with a provisioning file; counts in development only. */
  readonly provisioningFolder: string | undefined;
  /** A file that names a feed of updates; counts in development only. */
  readonly updateConfig: string | undefined;
  /** Started by the system at log-in: no window until it is asked for. */
  readonly startHidden: boolean;
};

/**
 * Reads our own switches (`--relay-url=`, `--enrolment-code=`, `--graph-url=`, `--provisioning-folder=`, `--update-config=`, `--hidden`). Only
 * addresses that pass the checks count, so a shortcut that somebody planted cannot send a token to a foreign host.
 * Beside a link no switch counts, but in development: who writes links must not be able to smuggle one in.
 */
export function readLaunchOptions(given: readonly string[], isPackaged: boolean): LaunchOptions {
  const link = findLink(given);
  const argv = link !== undefined && isPackaged ? [] : given;
  const valueOf = (name: string) => argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const relayUrl = checkServiceUrl(valueOf('relay-url') ?? '');
  const code = valueOf('enrolment-code');
  const graphUrl = valueOf('graph-url');
  return {
    link,
    enrolment: relayUrl !== undefined && code !== undefined ? { relayUrl, code } : undefined,
    // Meta's address is no setting: only a simulator on this machine may stand in for it.
    graphUrl: graphUrl !== undefined && isLoopbackUrl(graphUrl) ? graphUrl : undefined,
    provisioningFolder: valueOf('provisioning-folder'),
    updateConfig: valueOf('update-config'),
    startHidden: argv.includes('--hidden'),
  };
}

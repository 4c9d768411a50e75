// @ts-check

/**
 * @typedef {{
 *   overridePath: string | undefined,
 *   isOfficialInstalled: boolean,
 *   officialAttempt: 'not-tried' | 'installed' | 'unreachable',
 *   officialVersion: string,
 *   registryVersion: string,
 *   platform: NodeJS.Platform,
 *   arch: string,
 * }} RuntimeFacts
 *
 * @typedef {{ kind: 'override' | 'official' | 'registry', reason: string }
 *   | { kind: 'try-official' }
 *   | { kind: 'none', reason: string }} RuntimeChoice
 */

/**
 * Which Electron runs here: the one that is named, else the official one of the pinned version, else (Linux x64 only,
 * development and tests only) the one from the registry package. `try-official`: ask again when that has been tried.
 *
 * @param {RuntimeFacts} facts
 * @returns {RuntimeChoice}
 */
export function chooseRuntime(facts) {
  if (facts.overridePath) {
    return {
      kind: 'override',
      reason: `Electron from ${facts.overridePath}, because ELECTRON_OVERRIDE_DIST_PATH names it`,
    };
  }
  if (facts.isOfficialInstalled || facts.officialAttempt === 'installed') {
    return {
      kind: 'official',
      reason: `Electron ${facts.officialVersion}, the official build of the pinned version`,
    };
  }
  if (facts.officialAttempt === 'not-tried') return { kind: 'try-official' };
  if (facts.platform === 'linux' && facts.arch === 'x64') {
    return {
      kind: 'registry',
      reason: `Electron ${facts.registryVersion} from the registry package, because the official build of ${facts.officialVersion} cannot be downloaded here`,
    };
  }
  return {
    kind: 'none',
    reason:
      `Electron ${facts.officialVersion} could not be downloaded, and there is no other source of it for ${facts.platform} ${facts.arch}. ` +
      'Allow the download, set ELECTRON_MIRROR, or name a folder with ELECTRON_OVERRIDE_DIST_PATH.',
  };
}

// @ts-check

/**
 * @typedef {{
 *   overridePath: string | undefined,
 *   isOverrideAnElectron: boolean,
 *   preparedPath: string | undefined,
 *   isOfficialInstalled: boolean,
 *   officialAttempt: 'not-tried' | 'installed' | 'unreachable',
 *   officialVersion: string,
 *   registryVersion: string,
 *   platform: NodeJS.Platform,
 *   arch: string,
 * }} RuntimeFacts `preparedPath` is what an earlier command chose
 *
 * @typedef {{ kind: 'override' | 'official' | 'registry', reason: string }
 *   | { kind: 'prepared' }
 *   | { kind: 'try-official' }
 *   | { kind: 'none', reason: string }} RuntimeChoice
 */

/**
 * Which Electron runs here: the one that is named, else the official one of the pinned version, else (Linux x64 only,
 * development and tests only) the one from the registry package. `try-official`: ask again when that has been tried.
 * `prepared`: the command that started this one has chosen, and has handed its choice down as the override.
 *
 * @param {RuntimeFacts} facts
 * @returns {RuntimeChoice}
 */
export function chooseRuntime(facts) {
  if (facts.overridePath) return chooseOverride(facts);
  if (facts.isOfficialInstalled || facts.officialAttempt === 'installed') {
    return {
      kind: 'official',
      reason: `Electron ${facts.officialVersion}, the official build of the pinned version`,
    };
  }
  if (facts.officialAttempt === 'not-tried') return { kind: 'try-official' };
  if (hasRegistryElectron(facts.platform, facts.arch)) {
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

/**
 * Whether there is a way out where the official build cannot be downloaded.
 *
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
export function hasRegistryElectron(platform, arch) {
  return platform === 'linux' && arch === 'x64';
}

/** @param {RuntimeFacts} facts @returns {RuntimeChoice} */
function chooseOverride({ overridePath, preparedPath, isOverrideAnElectron }) {
  if (!isOverrideAnElectron) {
    return {
      kind: 'none',
      reason: `ELECTRON_OVERRIDE_DIST_PATH names ${overridePath}, and there is no Electron in that folder.`,
    };
  }
  if (overridePath === preparedPath) return { kind: 'prepared' };
  return {
    kind: 'override',
    reason: `Electron from ${overridePath}, because ELECTRON_OVERRIDE_DIST_PATH names it`,
  };
}

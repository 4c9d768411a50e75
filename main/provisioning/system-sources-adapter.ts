import { app } from 'electron';
import type { Source } from './load-managed.ts';
import { readMacPolicy } from './mac-policy-adapter.ts';
import { PROVISIONING_NAME, listProvisioningPlaces } from './provisioning-places.ts';
import { readProvisioningFile } from './read-provisioning-file.ts';
import { readRegistryPolicy } from './registry-policy.ts';

/**
 * Everything that may settle something for this desktop, strongest first: policy of the computer, policy of the user, the
 * files. In development a folder of one's own stands in for all of them.
 */
export function listSystemSources(developmentFolder: string | undefined): readonly Source[] {
  if (!app.isPackaged) return developmentFolder === undefined ? [] : [fileSource(developmentFolder)];
  const files = listProvisioningPlaces({
    platform: process.platform,
    executable: app.getPath('exe'),
    env: process.env,
  }).map((place) => ({ name: place.path, read: () => readProvisioningFile(place) }));
  return [...listPolicies(), ...files];
}

function fileSource(folder: string): Source {
  const path = `${folder}/${PROVISIONING_NAME}`;
  return { name: path, read: () => readProvisioningFile({ path, isOwnerChecked: false }) };
}

function listPolicies(): readonly Source[] {
  switch (process.platform) {
    case 'win32':
      return [
        { name: 'the computer’s policy', read: () => readRegistryPolicy('HKLM') },
        { name: 'the user’s policy', read: () => readRegistryPolicy('HKCU') },
      ];
    case 'darwin':
      return [{ name: 'the managed preferences', read: async () => readMacPolicy() }];
    default: {
      const path = '/etc/colleague-messaging/policy.json';
      return [{ name: path, read: () => readProvisioningFile({ path, isOwnerChecked: true }) }];
    }
  }
}

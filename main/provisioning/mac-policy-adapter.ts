import { systemPreferences } from 'electron';
import { MANAGED_NAMES, type ManagedFindings, readManagedSettings } from './managed-settings.ts';

const SWITCHES = new Set<string>(['startAtLogin', 'keepInTray', 'updateAutomatically']);

/**
 * macOS hands a profile's managed preferences to the app as user defaults of its bundle id, before those that the user
 * set. Undefined where none of ours is set.
 */
export function readMacPolicy(): ManagedFindings | undefined {
  const raw: Record<string, unknown> = {};
  for (const name of MANAGED_NAMES) {
    const key = name.charAt(0).toUpperCase() + name.slice(1);
    // Without a value macOS answers '' and false: text first, so that a switch that is off is told from one that is not there.
    const text = systemPreferences.getUserDefault(key, 'string');
    if (text !== '') raw[name] = SWITCHES.has(name) ? systemPreferences.getUserDefault(key, 'boolean') : text;
  }
  return Object.keys(raw).length === 0 ? undefined : readManagedSettings(raw);
}

import { MANAGED_NAMES, type ManagedName } from '../../main/provisioning/managed-settings.ts';
import { POLICY_WORDS, escapeXml, policyName } from './policy-words.ts';

/** The bundle id, which is also the domain of its preferences. */
const DOMAIN = 'com.colleaguesoftware.messaging';

/**
 * A configuration profile for macOS that sets every setting to its example: an administrator changes the values, takes out what
 * they do not want, and gives it to Jamf, Intune or another MDM. https://developer.apple.com/documentation/devicemanagement
 */
export function buildProfile(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>${DOMAIN}.profile</string>
  <key>PayloadUUID</key><string>4C0E1D5A-7B62-4F0B-9C39-5B1B6A0B6E11</string>
  <key>PayloadScope</key><string>System</string>
  <key>PayloadDisplayName</key><string>Colleague Messaging</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>${DOMAIN}</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>${DOMAIN}.settings</string>
      <key>PayloadUUID</key><string>0E5B7C1F-2D41-4B9B-8C58-7F1E0C6D3A22</string>
${MANAGED_NAMES.map(buildEntry).join('\n')}
    </dict>
  </array>
</dict>
</plist>
`;
}

function buildEntry(name: ManagedName): string {
  const { example } = POLICY_WORDS[name];
  const value = typeof example === 'boolean' ? `<${example} />` : `<string>${escapeXml(example)}</string>`;
  return `      <key>${policyName(name)}</key>${value}`;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkServiceUrl } from '../../../../main/account/service-url.ts';
import { MANAGED_NAMES, type ManagedFindings } from '../../../../main/provisioning/managed-settings.ts';
import { parseProvisioning } from '../../../../main/provisioning/parse-provisioning.ts';
import { parseRegistryPolicy } from '../../../../main/provisioning/registry-policy.ts';

/** Whatever was written: what is taken must be a setting of ours, and what is said fit into a bar and break nothing. */
function listHarm({ settings, problems }: ManagedFindings): readonly string[] {
  const { relayAddress } = settings;
  const isBadAddress = relayAddress !== undefined && checkServiceUrl(relayAddress) !== relayAddress;
  return [
    ...Object.keys(settings).filter((name) => !(MANAGED_NAMES as readonly string[]).includes(name)),
    ...(isBadAddress ? [relayAddress] : []),
    ...problems.slice(5),
    ...problems.filter((problem) => problem.length >= 200 || /[\p{Cc}\p{Cf}<>]/u.test(problem)),
  ];
}

const named = fc.dictionary(
  fc.oneof(fc.constantFrom(...MANAGED_NAMES, '__proto__', 'constructor'), fc.string({ unit: 'binary' })),
  fc.oneof(fc.jsonValue(), fc.webUrl(), fc.constantFrom('name', 'nothing', 'true', '0x1')),
);

test('no bytes stop the app or settle anything that is no setting', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(listHarm(parseProvisioning(bytes))).toEqual([]);
    }),
  );
});

test('no JSON does either, with any names and values, in any encoding that is read', () => {
  fc.assert(
    fc.property(named, fc.constantFrom<BufferEncoding>('utf8', 'utf16le'), (value, encoding) => {
      const text = `\uFEFF${JSON.stringify(value)}`;
      expect(listHarm(parseProvisioning(Buffer.from(text, encoding)))).toEqual([]);
    }),
  );
});

test('no answer of the registry does either', () => {
  const line = fc
    .tuple(fc.string(), fc.constantFrom('REG_SZ', 'REG_DWORD', 'REG_BINARY'), fc.string({ unit: 'binary' }))
    .map((parts) => `    ${parts.join('    ')}`);
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
      expect(listHarm(parseRegistryPolicy(lines.join('\r\n')))).toEqual([]);
    }),
  );
});

import { describe, expect, it, test } from 'vitest';
import { readExampleText } from '../../../../shared/whatsapp/example-text.ts';

const TOKEN = 'EAAExampleToken123';
const JSON_BODY =
  '{ "messaging_product": "whatsapp", "to": "447700900456", "type": "template", "template": { "name": "hello_world", "language": { "code": "en_US" } } }';

const unix = `curl -i -X POST \\
  https://graph.facebook.com/v26.0/200300400500600/messages \\
  -H 'Authorization: Bearer ${TOKEN}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON_BODY}'`;

const powerShell = `curl -i -X POST \`
  https://graph.facebook.com/v26.0/200300400500600/messages \`
  -H 'Authorization: Bearer ${TOKEN}' \`
  -H 'Content-Type: application/json' \`
  -d '${JSON_BODY.replaceAll('"', '\\"')}'`;

const cmd = `curl -i -X POST ^
  "https://graph.facebook.com/v26.0/200300400500600/messages" ^
  -H "Authorization: Bearer ${TOKEN}" ^
  -H "Content-Type: application/json" ^
  -d "${JSON_BODY.replaceAll('"', '\\"')}"`;

const postman = `curl --location --request POST 'https://graph.facebook.com/v26.0/200300400500600/messages' \\
--header 'Authorization: Bearer ${TOKEN}' \\
--header 'Content-Type: application/json' \\
--data-raw '${JSON_BODY.replaceAll(', ', ',\n    ')}'`;

const rawHttp = `POST /v26.0/200300400500600/messages HTTP/1.1
Host: graph.facebook.com
Authorization: Bearer ${TOKEN}
Content-Type: application/json

${JSON_BODY}`;

const script = `const response = await fetch('https://graph.facebook.com/v26.0/200300400500600/messages', {
  method: 'POST',
  headers: { Authorization: "Bearer ${TOKEN}", 'Content-Type': 'application/json' },
  body: JSON.stringify(${JSON_BODY}),
});`;

const shapes: readonly (readonly [string, string])[] = [
  ['Unix shell', unix],
  ['PowerShell, as Meta renders it on Windows', powerShell],
  ['cmd with carets', cmd],
  ['cmd with doubled quotes', cmd.replaceAll('\\"', '""')],
  ['PowerShell with back-tick quotes', cmd.replaceAll('^\n', '`\n').replaceAll('\\"', '`"')],
  ['Postman', postman],
  ['raw HTTP', rawHttp],
  ['a script', script],
  ['one line', unix.replaceAll(/ \\\n\s+/g, ' ')],
  ['Windows line ends', unix.replaceAll('\n', '\r\n')],
  ['blanks after the continuation', unix.replaceAll('\\\n', '\\  \n')],
  ['typographic quotes', unix.replaceAll("'", '’').replaceAll('"', '”')],
  ['German quotes', cmd.replaceAll('"', '„')],
  ['an autocorrected dash', postman.replaceAll('--', '—')],
  ['hard spaces', unix.replaceAll(' ', '\u00a0')],
  ['invisible characters', unix.replaceAll('/', '/\u200b').replace('curl', '\ufeffcurl')],
  ['a Markdown fence', `Here you go:\n\n\`\`\`bash\n${unix}\n\`\`\`\nDone.`],
  ['a Markdown quote', unix.replaceAll(/^/gm, '> ')],
  ['a shell prompt', `$ ${unix.replaceAll('\n', '\n> ')}`],
  ['a cmd prompt', `C:\\Users\\sam>${cmd}`],
  ['a PowerShell prompt', `PS C:\\Users\\sam> ${powerShell.replaceAll('\n', '\n>> ')}`],
  ['HTML entities', unix.replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
  ['a token wrapped after its start', unix.replace('Token123', '\nToken123')],
  ['a token wrapped with indentation', unix.replace('Token123', '\n    Token123')],
  ['single quotes doubled around', `'${unix}'`],
];

describe('each shape of the example', () => {
  it.each(shapes)('%s', (_name, text) => {
    expect(readExampleText(text)).toMatchObject({
      graphVersion: 'v26.0',
      phoneNumberId: '200300400500600',
      token: TOKEN,
      testRecipient: '+447700900456',
      template: { name: 'hello_world', language: 'en_US', parameterCount: 0 },
    });
  });
});

describe('the page around the example', () => {
  it('gives the ids beside their labels', () => {
    const page = `API Setup
Temporary access token
${TOKEN}abcdefgh
Copy
This token will expire in 24 hours.
From
Test number: +1 555 010 0123
Phone number ID:
200300400500600
WhatsApp Business Account ID: 100200300400500
App ID 300400500600700
To
${unix}`;
    const found = readExampleText(page);
    expect(found).toMatchObject({
      phoneNumberId: '200300400500600',
      wabaId: '100200300400500',
      appId: '300400500600700',
      token: TOKEN,
    });
    expect(found.warnings).toEqual([expect.stringContaining('temporary token')]);
  });

  it('reads a table whose labels stand above their values', () => {
    const page = 'Phone number ID\tWhatsApp Business Account ID\n200300400500600\t100200300400500';
    expect(readExampleText(page)).toMatchObject({
      phoneNumberId: '200300400500600',
      wabaId: '100200300400500',
    });
  });

  it('reads variables of a shell or a settings file', () => {
    const env = `PHONE_NUMBER_ID=200300400500600\nWABA_ID=100200300400500\nACCESS_TOKEN="${TOKEN}"`;
    expect(readExampleText(env)).toMatchObject({
      phoneNumberId: '200300400500600',
      wabaId: '100200300400500',
      token: TOKEN,
    });
  });

  it('does not take the word below a token for its rest', () => {
    expect(readExampleText(`Access token\n${TOKEN}LongEnough9\nCopy\nGenerate`).token).toBe(
      `${TOKEN}LongEnough9`,
    );
  });

  it('joins a bare token that was wrapped into several lines', () => {
    const pieces = ['EAAabcdefghijklmno123', 'pqrstuvwxyz4567890abc', 'short9ZDZD'];
    expect(readExampleText(`Token:\n${pieces.join('\n')}\n\nNext`).token).toBe(pieces.join(''));
  });

  it('does not take a phone number for an id', () => {
    expect(
      readExampleText(`Phone number ID\n447700900456\nAuthorization: Bearer ${TOKEN}`),
    ).not.toHaveProperty('phoneNumberId');
  });

  it('finds the account in its own addresses', () => {
    const found = readExampleText(
      `curl 'https://graph.facebook.com/v26.0/100200300400500/message_templates?access_token=${TOKEN}'`,
    );
    expect(found).toMatchObject({ wabaId: '100200300400500', token: TOKEN });
    expect(found).not.toHaveProperty('phoneNumberId');
  });
});

describe('the body', () => {
  it('counts the values of the sample of 2026', () => {
    const components =
      '"components": [{"type":"body","parameters":[{"type":"text","text":"a"},{"type":"text","text":"b"},{"type":"text","text":"c"}]}], ';
    const text = unix
      .replace('hello_world', 'jaspers_market_order_confirmation_v1')
      .replace('"language"', `${components}"language"`);
    expect(readExampleText(text).template).toEqual({
      name: 'jaspers_market_order_confirmation_v1',
      language: 'en_US',
      parameterCount: 3,
    });
  });

  test.each([
    ['', undefined],
    ['<RECIPIENT>', undefined],
    ['{{Recipient-Phone-Number}}', undefined],
    ['+44 7700 900456', '+447700900456'],
    ['07700900456', '+447700900456'],
    ['12025550123', '+12025550123'],
  ])('reads the recipient %j', (to, expected) => {
    expect(readExampleText(unix.replace('447700900456', to)).testRecipient).toBe(expected);
  });

  it('gives up a body beyond repair, and keeps the rest', () => {
    const found = readExampleText(unix.replace('"type"', 'type" oops'));
    expect(found).toMatchObject({
      phoneNumberId: '200300400500600',
      token: TOKEN,
      testRecipient: '+447700900456',
    });
    expect(found).not.toHaveProperty('template');
  });
});

describe('warnings', () => {
  const warningsOf = (text: string) => readExampleText(text).warnings.join(' ');

  test.each([
    '<ACCESS_TOKEN>',
    'ACCESS_TOKEN',
    '{{User-Access-Token}}',
    'YOUR_ACCESS_TOKEN',
    'EAAxxxxxxxxxxxx',
    '$TOKEN',
  ])('rejects the placeholder %s', (placeholder) => {
    const text = unix.replace(TOKEN, placeholder);
    expect(readExampleText(text)).not.toHaveProperty('token');
    expect(warningsOf(text)).toContain('placeholder');
  });

  test.each(['EAAJB...', 'EAAJBabc…', 'EAA********'])('rejects the shortened token %s', (shortened) => {
    const text = unix.replace(TOKEN, shortened);
    expect(readExampleText(text)).not.toHaveProperty('token');
    expect(warningsOf(text)).toContain('shortened');
  });

  it('names what is missing', () => {
    expect(warningsOf(unix.replace('200300400500600', '<PHONE_NUMBER_ID>'))).toContain('no phone number ID');
    expect(warningsOf(unix.replace(/-H 'Authorization.*\n/, '\n'))).toContain('no access token');
  });

  test.each([
    ['v18.0', true],
    ['v21.0', true],
    ['v22.0', false],
    ['v26.0', false],
    ['v31.0', false],
  ])('calls %s outdated: %s', (version, isOutdated) => {
    const text = unix.replace('v26.0', version);
    expect(readExampleText(text).graphVersion).toBe(version);
    expect(warningsOf(text).includes('retires')).toBe(isOutdated);
  });

  it('says which version is used when none is named', () => {
    expect(warningsOf(unix.replace('v26.0/', ''))).toContain('names no version');
    expect(readExampleText(unix.replace('v26.0/', '')).phoneNumberId).toBe('200300400500600');
  });

  it('notices one id in both places, and two numbers', () => {
    expect(warningsOf(`${unix}\nWABA ID: 200300400500600`)).toContain('are the same');
    expect(warningsOf(`${unix}\nPhone number ID: 999300400500600`)).toContain('more than one');
  });

  it('suspects a token that came with Meta’s sample, and no other', () => {
    expect(warningsOf(unix)).toContain('temporary token');
    expect(warningsOf(unix.replace('hello_world', 'interview_invite'))).toBe('');
  });

  test.each(['', '   ', 'Hello, can you send me the details please?', '{}', '\n\n```\n```'])(
    'says of %j that it is no example',
    (text) => {
      const found = readExampleText(text);
      expect(found.warnings).toEqual([expect.stringContaining('does not look like')]);
      expect(Object.keys(found)).toEqual(['warnings']);
    },
  );

  it('never repeats the token', () => {
    expect(warningsOf(`${unix}\nWABA ID: 200300400500600`)).not.toContain(TOKEN);
  });
});

it('reads hostile text quickly and without failing', () => {
  const hostile = [
    '{'.repeat(50_000),
    '"'.repeat(50_000),
    ' '.repeat(50_000),
    '-d {'.repeat(10_000),
    'EAA'.repeat(16_000),
  ];
  for (const text of hostile) expect(readExampleText(text).warnings).toBeInstanceOf(Array);
});

/** What a human sees who opens the callback address: what it is for, and what to do. No script, nothing from outside. */
export const WEBHOOK_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Callback address of Colleague Messaging</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f3f5f7; color: #1c2530; }
  main { max-width: 34rem; margin: 1.5rem; padding: 2rem 2.25rem; background: #fff; border-radius: 14px;
    box-shadow: 0 1px 2px rgb(0 0 0 / 8%), 0 12px 32px rgb(0 0 0 / 6%); }
  h1 { margin: 0 0 .75rem; font-size: 1.35rem; line-height: 1.3; }
  p, ol { margin: 0 0 1rem; } ol { padding-left: 1.25rem; } li { margin: .35rem 0; }
  code { padding: .1em .35em; border-radius: 5px; background: rgb(127 127 127 / 16%); font-size: .92em; }
  small { color: #5a6875; }
  @media (prefers-color-scheme: dark) {
    body { background: #12171c; color: #e7ecf1; } main { background: #1b2229; box-shadow: none; } small { color: #9aa7b3; }
  }
</style>
</head>
<body>
<main>
<h1>This address is for Meta, not for a browser</h1>
<p>WhatsApp delivers the replies of candidates and contacts here. There is nothing to see, and nothing is wrong with the relay.</p>
<p>If Meta says that it could not verify this address:</p>
<ol>
<li>In Colleague Messaging, open <strong>Settings</strong> and copy the <strong>Verify token</strong>.</li>
<li>At Meta, open <strong>WhatsApp</strong>, <strong>Configuration</strong>, and paste it beside the callback address, without a space before or after it.</li>
<li>Choose <strong>Verify and save</strong>, then subscribe to the field <code>messages</code>.</li>
</ol>
<small>Status 403: the verify token was missing or not the right one.</small>
</main>
</body>
</html>
`;

import { drawAbout, scripts } from './about.js';
import { buildBubble } from './bubble.js';
import { element, initialsOf, numberOf, timeOf } from './element.js';

const at = (id) => document.getElementById(id);
const state = {
  people: [],
  personId: location.hash.slice(1),
  numberId: '',
  chat: undefined,
  quoted: undefined,
  typingTimer: undefined,
};

async function command(name, input) {
  const response = await fetch(`/control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const answer = await response.json();
  at('note').textContent = response.ok ? '' : (answer.error ?? 'That did not work.');
  return response.ok ? answer : undefined;
}

/** Does something as the chosen person, to the chosen business number. */
async function act(name, input = {}) {
  if (!state.chat) return;
  const quotes = state.quoted === undefined ? {} : { quotes: state.quoted.id };
  setQuote(undefined);
  await command(name, { from: state.personId, to: state.numberId, ...quotes, ...input });
}

/** Changes the chosen person, and shows it. */
async function set(name, input) {
  await command(name, input);
  await loadChat();
}

async function loadPeople() {
  state.people = await (await fetch('/phones/people')).json();
  if (!state.people.some((person) => person.id === state.personId))
    state.personId =
      state.people.find((person) => person.script === 'normal')?.id ?? state.people[0]?.id ?? '';
  drawPeople();
}

function drawPeople() {
  const query = at('query').value.trim().toLowerCase();
  const digits = query.replaceAll(/\D/g, '');
  const fits = (person) =>
    query === '' ||
    person.name.toLowerCase().includes(query) ||
    (digits !== '' && person.phone.includes(digits));
  at('people').replaceChildren(...state.people.filter(fits).map(drawLine));
}

function drawLine(person) {
  const name = person.name || numberOf(person.phone);
  const preview =
    person.preview === '' ? numberOf(person.phone) : `${person.isFromPerson ? 'You: ' : ''}${person.preview}`;
  const button = element(
    'button',
    {
      type: 'button',
      onclick: () => choose(person.id),
      ariaCurrent: person.id === state.personId ? 'true' : 'false',
    },
    element('span', { className: 'avatar' }, initialsOf(name)),
    element('span', { className: 'line' }, element('strong', {}, name), element('small', {}, preview)),
    element(
      'span',
      { className: 'when' },
      person.at === 0 ? '' : timeOf(person.at),
      person.script === 'normal'
        ? ''
        : element('abbr', { title: scripts[person.script] ?? '' }, person.phone.slice(-3)),
    ),
  );
  return element('li', {}, button);
}

async function choose(personId) {
  if (personId !== state.personId) state.numberId = '';
  state.personId = personId;
  history.replaceState(undefined, '', `#${personId}`);
  setQuote(undefined);
  await loadChat();
  drawPeople();
}

async function loadChat() {
  const personId = state.personId;
  const response = await fetch(`/phones/chat/${encodeURIComponent(personId)}`);
  if (!response.ok || personId !== state.personId) return;
  state.chat = await response.json();
  if (state.numberId === '')
    state.numberId = state.chat.messages.at(-1)?.phoneNumberId ?? state.chat.numbers[0].id;
  drawChat();
}

function drawChat() {
  const { person, numbers, messages } = state.chat;
  const number = numbers.find((candidate) => candidate.id === state.numberId) ?? numbers[0];
  at('business-name').textContent = number.name;
  at('business-avatar').textContent = initialsOf(number.name);
  at('typing').textContent = number.typingForMs > 0 ? 'typing…' : '';
  clearTimeout(state.typingTimer);
  if (number.typingForMs > 0) state.typingTimer = setTimeout(() => void loadChat(), number.typingForMs);
  at('numbers').replaceChildren(
    ...numbers.map((candidate) =>
      element('option', { value: candidate.id, selected: candidate.id === number.id }, candidate.display),
    ),
  );
  const shown = messages.filter((message) => message.phoneNumberId === number.id);
  const empty = element(
    'p',
    { className: 'empty' },
    'No messages yet. Write first, or send a template from Colleague Messaging.',
  );
  at('chat').replaceChildren(
    ...(shown.length === 0 ? [empty] : shown.map((message) => buildBubble(message, actions))),
  );
  at('chat').scrollTop = at('chat').scrollHeight;
  drawAbout(person, number, { act, set, shareNumber: actions.shareNumber });
}

function textOf(message) {
  return (
    message.rendered?.body ??
    message.content.body ??
    message.content.text ??
    message.content.caption ??
    message.content.filename ??
    message.type
  );
}

const actions = {
  tap: (message, text) => act('tap-button', { messageId: message.id, text }),
  react: (message, emoji) => act('send-reaction', { messageId: message.id, emoji }).then(loadChat),
  quote: (message) => setQuote(message),
  shareNumber: () =>
    act('send-contact', {
      name: state.chat.person.name ?? 'Me',
      phone: numberOf(state.chat.person.phone),
      isAnswerToRequest: true,
    }),
  find: (id) => {
    const message = state.chat.messages.find((candidate) => candidate.id === id);
    return message && textOf(message).slice(0, 90);
  },
};

function setQuote(message) {
  state.quoted = message;
  at('quote').hidden = message === undefined;
  at('quote').textContent = message === undefined ? '' : `Replying to: ${textOf(message).slice(0, 70)}`;
  if (message !== undefined) at('text').focus();
}

function readBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result.split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

at('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = at('text').value.trim();
  if (text === '') return;
  at('text').value = '';
  void act('send-text', { text });
});

at('file').addEventListener('change', () => void sendFile());

async function sendFile() {
  const [file] = at('file').files;
  if (file === undefined) return;
  const kind = file.type.startsWith('image/')
    ? 'image'
    : file.type.startsWith('audio/')
      ? 'audio'
      : file.type.startsWith('video/')
        ? 'video'
        : 'document';
  const name = kind === 'document' ? { fileName: file.name } : {};
  await act(`send-${kind}`, {
    base64: await readBase64(file),
    mimeType: file.type || 'application/octet-stream',
    ...name,
  });
  at('file').value = '';
}

at('query').addEventListener('input', drawPeople);
at('find').addEventListener('submit', (event) => {
  event.preventDefault();
  void findPerson();
});

async function findPerson() {
  const digits = at('query').value.replaceAll(/\D/g, '');
  const known = state.people.find((person) => digits !== '' && person.phone.includes(digits));
  if (known === undefined && digits.length < 8) return;
  const person = known ?? (await command('add-person', { phone: digits }));
  at('query').value = '';
  await loadPeople();
  if (person) await choose(person.id);
}
at('numbers').addEventListener('change', () => {
  state.numberId = at('numbers').value;
  drawChat();
});

let isScheduled = false;
function refresh() {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    void loadPeople().then(loadChat);
  });
}

const events = new EventSource('/phones/events');
events.addEventListener('message', refresh);
events.addEventListener('open', refresh);
const tick = () => (at('clock').textContent = timeOf(Date.now()));
tick();
setInterval(tick, 10_000);
